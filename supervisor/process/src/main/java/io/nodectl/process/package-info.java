@NullMarked
package io.nodectl.process;

import org.jspecify.annotations.NullMarked;
