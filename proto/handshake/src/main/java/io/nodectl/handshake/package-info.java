@NullMarked
package io.nodectl.handshake;

import org.jspecify.annotations.NullMarked;
