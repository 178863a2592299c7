package io.nodectl.spawn;

import java.util.HashSet;
import java.util.Set;

/// The unreaped children of all spawners of this process.
///
/// The kernel lists them beside the adopted ones; who reaps the latter must not take these.
/// Spawning, reaping and listing hold this one lock, so a child that is just being started is never
/// mistaken for an adopted one.
final class OwnChildren {
  static final Object LOCK = new Object();
  private static final Set<Long> PIDS = new HashSet<>();

  private OwnChildren() {}

  static void add(long pid) {
    synchronized (LOCK) {
      PIDS.add(pid);
    }
  }

  static void remove(long pid) {
    synchronized (LOCK) {
      PIDS.remove(pid);
    }
  }

  static boolean contains(long pid) {
    synchronized (LOCK) {
      return PIDS.contains(pid);
    }
  }
}
