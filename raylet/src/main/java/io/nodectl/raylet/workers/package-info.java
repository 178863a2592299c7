/// The programs that this node runs for others.
///
/// What becomes of one worker is decided by {@link io.nodectl.raylet.workers.WorkerLife}, purely.
/// {@link io.nodectl.raylet.workers.Workers} owns all of them on one thread and has done what they
/// decide; {@link io.nodectl.raylet.workers.WorkersService} translates the calls of others.
@NullMarked
package io.nodectl.raylet.workers;

import org.jspecify.annotations.NullMarked;
