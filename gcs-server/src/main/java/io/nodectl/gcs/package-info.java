@NullMarked
package io.nodectl.gcs;

import org.jspecify.annotations.NullMarked;
