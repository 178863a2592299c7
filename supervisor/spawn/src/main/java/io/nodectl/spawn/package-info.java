@NullMarked
package io.nodectl.spawn;

import org.jspecify.annotations.NullMarked;
