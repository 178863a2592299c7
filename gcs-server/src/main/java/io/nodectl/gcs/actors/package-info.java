/// The life of actors: where they are placed, how they are made, made again, and ended.
@NullMarked
package io.nodectl.gcs.actors;

import org.jspecify.annotations.NullMarked;
