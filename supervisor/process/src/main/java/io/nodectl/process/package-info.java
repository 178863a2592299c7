/// One child process from its launch to its reaping: what it reports, whether it is believed, why
/// it failed, how it is stopped and where its output goes.
///
/// {@link io.nodectl.process.Children} is the way in. It knows nothing of nodes or launch plans;
/// any program that starts children of its own can use it.
@NullMarked
package io.nodectl.process;

import org.jspecify.annotations.NullMarked;
