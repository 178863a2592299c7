/// Events that Ray's programs export.
@NullMarked
package io.nodectl.gcs.events;

import org.jspecify.annotations.NullMarked;
