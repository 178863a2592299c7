/// How the GCS calls others: raylets, workers and drivers.
@NullMarked
package io.nodectl.gcs.peers;

import org.jspecify.annotations.NullMarked;
