/// What was built for environments, on disk: each thing once, whole or not at all.
///
/// A thing is built in its final folder, which has a name of its own, and counts only once a record
/// beside it names that folder; the record is written last, and made durable. What has no record is
/// removed at the next start. Whoever builds or uses a thing holds a lock on a file beside it, so
/// processes that share the disk neither build it twice nor take it from each other.
@NullMarked
package io.nodectl.runtimeenv.shelf;

import org.jspecify.annotations.NullMarked;
