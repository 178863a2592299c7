package io.nodectl.gcs.storage;

import java.util.ArrayDeque;
import java.util.Deque;

/// How to take back each change since the last commit.
public final class UndoLog {

  private final Deque<Runnable> latestFirst = new ArrayDeque<>();

  /// Adds how to take back the latest change.
  public void add(Runnable undo) {
    latestFirst.push(undo);
  }

  /// The changes stand.
  public void forget() {
    latestFirst.clear();
  }

  /// Takes back all changes, the latest first.
  public void rollback() {
    latestFirst.forEach(Runnable::run);
    latestFirst.clear();
  }
}
