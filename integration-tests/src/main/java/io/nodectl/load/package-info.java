/// Load for a GCS: what raylets, workers and drivers would send it.
@NullMarked
package io.nodectl.load;

import org.jspecify.annotations.NullMarked;
