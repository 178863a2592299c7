/// What is done for each node after a restart, before anything new is asked of it.
@NullMarked
package io.nodectl.gcs.recovery;

import org.jspecify.annotations.NullMarked;
