@NullMarked
package io.nodectl.clientproxy;

import org.jspecify.annotations.NullMarked;
