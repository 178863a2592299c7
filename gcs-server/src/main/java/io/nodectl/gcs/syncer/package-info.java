/// The streams on which the nodes tell of their resources and hear of those of the others.
@NullMarked
package io.nodectl.gcs.syncer;

import org.jspecify.annotations.NullMarked;
