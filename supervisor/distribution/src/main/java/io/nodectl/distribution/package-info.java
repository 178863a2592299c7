@NullMarked
package io.nodectl.distribution;

import org.jspecify.annotations.NullMarked;
