/// The tools that install things, such as pip: run to their end, heard, and ended with all that
/// they started when they take too long or are no longer wanted.
@NullMarked
package io.nodectl.runtimeenv.tools;

import org.jspecify.annotations.NullMarked;
