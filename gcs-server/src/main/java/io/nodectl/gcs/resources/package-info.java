/// What the nodes have, what of it is free, and what they are asked for.
@NullMarked
package io.nodectl.gcs.resources;

import org.jspecify.annotations.NullMarked;
