/// What has happened to tasks, for people to look at.
@NullMarked
package io.nodectl.gcs.tasks;

import org.jspecify.annotations.NullMarked;
