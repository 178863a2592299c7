/// What the nodes run for others, kept so that a raylet that comes back knows it.
@NullMarked
package io.nodectl.gcs.launches;

import org.jspecify.annotations.NullMarked;
