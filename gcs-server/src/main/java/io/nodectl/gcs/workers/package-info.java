/// The workers that were reported, living and dead.
@NullMarked
package io.nodectl.gcs.workers;

import org.jspecify.annotations.NullMarked;
