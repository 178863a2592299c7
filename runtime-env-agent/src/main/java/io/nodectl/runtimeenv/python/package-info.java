/// Python packages: virtual environments for the fields `pip` and `uv`, one for each set of
/// requirements and each interpreter.
@NullMarked
package io.nodectl.runtimeenv.python;

import org.jspecify.annotations.NullMarked;
