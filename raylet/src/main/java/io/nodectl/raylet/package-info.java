@NullMarked
package io.nodectl.raylet;

import org.jspecify.annotations.NullMarked;
