/// Which nodes there are, living and dead.
@NullMarked
package io.nodectl.gcs.nodes;

import org.jspecify.annotations.NullMarked;
