@NullMarked
package io.nodectl.node;

import org.jspecify.annotations.NullMarked;
