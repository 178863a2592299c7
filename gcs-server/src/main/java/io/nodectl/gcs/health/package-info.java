/// Whether the nodes still live.
@NullMarked
package io.nodectl.gcs.health;

import org.jspecify.annotations.NullMarked;
