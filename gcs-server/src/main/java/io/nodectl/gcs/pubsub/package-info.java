/// Who is told what as it happens: publications, subscribers, and their held polls.
@NullMarked
package io.nodectl.gcs.pubsub;

import org.jspecify.annotations.NullMarked;
