/// What our own tools get to see of the store: copies of it, and what it holds in words.
@NullMarked
package io.nodectl.gcs.backup;

import org.jspecify.annotations.NullMarked;
