@NullMarked
package io.nodectl.cli;

import org.jspecify.annotations.NullMarked;
