package io.nodectl.raylet.workers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All workers that this node knows, in the order in which they came. Of those that have ended only
/// the last thousand are remembered.
final class WorkerBook {
  static final int MOST_ENDED = 1000;

  private final Map<String, Worker> all = new LinkedHashMap<>();
  private final Map<String, Worker> ended = new LinkedHashMap<>();
  private boolean forgotten;

  /// What a name stands for.
  sealed interface Named {}

  record Found(Worker worker) implements Named {}

  record Unknown(String why) implements Named {}

  void add(Worker worker) {
    all.put(worker.id.hex(), worker);
  }

  Optional<Worker> get(WorkerId id) {
    return Optional.ofNullable(all.get(id.hex()));
  }

  /// @param name an id, or the beginning of one
  Named named(String name) {
    if (name.isEmpty()) {
      return new Unknown("no worker is named");
    }
    Worker exact = all.get(name);
    if (exact != null) {
      return new Found(exact);
    }
    List<Worker> begin =
        all.values().stream().filter(worker -> worker.id.hex().startsWith(name)).toList();
    return switch (begin.size()) {
      case 1 -> new Found(begin.getFirst());
      case 0 -> new Unknown("this node knows no worker " + name);
      default ->
          new Unknown(
              "%d workers of this node have ids that begin with %s: give more of it"
                  .formatted(begin.size(), name));
    };
  }

  /// A worker is over.
  ///
  /// @return the one that is forgotten for it, if one is
  Optional<Worker> ended(Worker worker) {
    ended.put(worker.id.hex(), worker);
    if (ended.size() <= MOST_ENDED) {
      return Optional.empty();
    }
    Worker oldest = ended.values().iterator().next();
    forget(oldest);
    forgotten = true;
    return Optional.of(oldest);
  }

  void forget(Worker worker) {
    all.remove(worker.id.hex());
    ended.remove(worker.id.hex());
  }

  boolean hasForgotten() {
    return forgotten;
  }

  /// The newest first.
  List<Worker> newestFirst() {
    return new ArrayList<>(all.values()).reversed();
  }

  List<Worker> living() {
    return all.values().stream().filter(worker -> !worker.isOver()).toList();
  }
}
