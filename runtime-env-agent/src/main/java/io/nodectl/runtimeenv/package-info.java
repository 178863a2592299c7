@NullMarked
package io.nodectl.runtimeenv;

import org.jspecify.annotations.NullMarked;
