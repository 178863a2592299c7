/// The internal key-value store.
@NullMarked
package io.nodectl.gcs.kv;

import org.jspecify.annotations.NullMarked;
