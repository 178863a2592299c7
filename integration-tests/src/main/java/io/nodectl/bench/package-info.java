/// Measures nodectl against the real Ray, as a user would: by running the packaged programs of
/// both, in turn, on one machine.
@NullMarked
package io.nodectl.bench;

import org.jspecify.annotations.NullMarked;
