/// Where the cluster's state is kept: the tables, the one thread that works on them, and what keeps
/// them. Knows nothing of what the rows mean.
@NullMarked
package io.nodectl.gcs.storage;

import org.jspecify.annotations.NullMarked;
