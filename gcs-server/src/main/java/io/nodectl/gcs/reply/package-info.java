/// How calls are answered.
@NullMarked
package io.nodectl.gcs.reply;

import org.jspecify.annotations.NullMarked;
