package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.WorkerState;

/// Something that became of a worker.
///
/// @param atMs milliseconds since the epoch
record Note(long atMs, int incarnation, WorkerState state, String text) {}
