@NullMarked
package io.nodectl.testchild;

import org.jspecify.annotations.NullMarked;
