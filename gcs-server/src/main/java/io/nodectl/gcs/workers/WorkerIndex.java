package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which workers live on which node, and which ones died first, so that nobody has to read all rows
/// to know. Follows the table; for one thread.
final class WorkerIndex {

  /// How many dead workers are remembered, the last ones.
  static final int DEAD_REMEMBERED = 10_000;

  private final Map<ByteString, Set<ByteString>> livingByNode = new HashMap<>();
  private final Set<ByteString> dead = new LinkedHashSet<>();

  /// Takes in what a table holds.
  void load(List<WorkerTableData> rows) {
    rows.stream()
        .sorted(Comparator.comparingLong(WorkerTableData::getEndTimeMs))
        .forEach(this::follow);
  }

  /// A row is new or has changed.
  void follow(WorkerTableData row) {
    ByteString worker = WorkerTable.id(row);
    ByteString node = row.getWorkerAddress().getNodeId();
    if (row.getIsAlive()) {
      livingByNode.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(worker);
    } else {
      livingByNode.computeIfPresent(node, (_, workers) -> without(workers, worker));
      dead.add(worker);
    }
  }

  /// A node has died, and with it its workers.
  ///
  /// @return those workers
  List<ByteString> bury(ByteString node) {
    Set<ByteString> workers = livingByNode.remove(node);
    if (workers == null) {
      return List.of();
    }
    dead.addAll(workers);
    return List.copyOf(workers);
  }

  /// Takes out the dead that are too many, the first ones first; their rows are to go, too.
  List<ByteString> tooMany() {
    List<ByteString> oldest = new ArrayList<>();
    var first = dead.iterator();
    for (int surplus = dead.size() - DEAD_REMEMBERED; surplus > 0; surplus--) {
      oldest.add(first.next());
      first.remove();
    }
    return oldest;
  }

  private static @Nullable Set<ByteString> without(Set<ByteString> workers, ByteString worker) {
    workers.remove(worker);
    return workers.isEmpty() ? null : workers;
  }
}
