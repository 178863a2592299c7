/// Threads for work that comes now and then.
@NullMarked
package io.nodectl.gcs.threads;

import org.jspecify.annotations.NullMarked;
