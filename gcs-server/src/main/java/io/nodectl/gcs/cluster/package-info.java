/// What the cluster as a whole is, and who belongs to it.
@NullMarked
package io.nodectl.gcs.cluster;

import org.jspecify.annotations.NullMarked;
