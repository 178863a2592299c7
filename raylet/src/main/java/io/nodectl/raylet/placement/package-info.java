/// On which node of the cluster a worker is to run. Pure.
@NullMarked
package io.nodectl.raylet.placement;

import org.jspecify.annotations.NullMarked;
