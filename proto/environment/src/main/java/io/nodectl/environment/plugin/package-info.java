/// What a plug-in of the runtime env agent is: it deals with one field of the document.
///
/// A jar with a class of {@link io.nodectl.environment.plugin.RuntimeEnvPlugin} that is named in
/// `META-INF/services` is found by {@link java.util.ServiceLoader}; the agent's own plug-ins are
/// found in the same way.
@NullMarked
package io.nodectl.environment.plugin;

import org.jspecify.annotations.NullMarked;
