@NullMarked
package io.nodectl.rpc;

import org.jspecify.annotations.NullMarked;
