/// Which Python the programs of this cluster have.
@NullMarked
package io.nodectl.gcs.python;

import org.jspecify.annotations.NullMarked;
