package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WorkerInfo;

/// Hears what becomes of one worker, on the thread of the workers; must not block.
interface Watcher {
  /// It has changed; after a final state comes nothing.
  void changed(WorkerInfo worker);

  /// Something is being done for it.
  void progress(String text);

  /// It goes on elsewhere; nothing comes after that.
  void moved(Spillback to);
}
