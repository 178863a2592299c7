/// The jobs of the cluster, from their first driver's word to their end.
@NullMarked
package io.nodectl.gcs.jobs;

import org.jspecify.annotations.NullMarked;
