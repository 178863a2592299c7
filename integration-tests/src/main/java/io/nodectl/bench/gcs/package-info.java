/// Measures control planes: gcs-server, and the `gcs_server` of the real Ray.
@NullMarked
package io.nodectl.bench.gcs;

import org.jspecify.annotations.NullMarked;
