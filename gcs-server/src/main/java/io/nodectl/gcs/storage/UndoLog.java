package io.nodectl.gcs.storage;

import java.util.ArrayDeque;
import java.util.Deque;

/// How to take back each change since the last commit.
final class UndoLog {

  private final Deque<Runnable> latestFirst = new ArrayDeque<>();

  void add(Runnable undo) {
    latestFirst.push(undo);
  }

  /// The changes stand.
  void forget() {
    latestFirst.clear();
  }

  void rollback() {
    latestFirst.forEach(Runnable::run);
    latestFirst.clear();
  }
}
