/// A parent for programs under test. Never shipped.
@NullMarked
package io.nodectl.testparent;

import org.jspecify.annotations.NullMarked;
