/// The cluster's state in a Redis server, of which only one gcs-server is the owner at a time.
@NullMarked
package io.nodectl.gcs.redis;

import org.jspecify.annotations.NullMarked;
