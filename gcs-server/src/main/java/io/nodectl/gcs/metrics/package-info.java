/// What is measured of the GCS itself.
@NullMarked
package io.nodectl.gcs.metrics;

import org.jspecify.annotations.NullMarked;
