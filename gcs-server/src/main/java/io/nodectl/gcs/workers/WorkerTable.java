package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.WorkerExitType;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// All workers and drivers that were told of, living and dead.
public record WorkerTable(Tables tables) {

  /// Takes a worker in, as it describes itself; one that is known is replaced unless it is dead.
  ///
  /// @return the row as the table has it
  WorkerTableData add(WorkerTableData row) {
    Optional<WorkerTableData> known = find(id(row));
    if (known.isPresent() && !known.get().getIsAlive()) {
      return known.get();
    }
    put(row);
    return row;
  }

  /// Declares a worker dead.
  ///
  /// @param failure what is told of its end; what was known before is kept beside it
  /// @param nowMs milliseconds since the epoch, for who does not tell the time of the end
  /// @return the row as the table has it
  WorkerTableData fail(WorkerTableData failure, long nowMs) {
    WorkerTableData.Builder row =
        find(id(failure))
            .map(WorkerTableData::toBuilder)
            .orElseGet(WorkerTableData::newBuilder)
            .mergeFrom(failure)
            .setIsAlive(false);
    if (row.getEndTimeMs() == 0) {
      row.setEndTimeMs(nowMs);
    }
    WorkerTableData dead = row.build();
    put(dead);
    return dead;
  }

  /// Declares workers dead whose node has died: nobody else will.
  void failWithNode(List<ByteString> workers, long nowMs) {
    for (ByteString worker : workers) {
      find(worker)
          .filter(WorkerTableData::getIsAlive)
          .ifPresent(
              row ->
                  put(
                      row.toBuilder()
                          .setIsAlive(false)
                          .setEndTimeMs(nowMs)
                          .setExitType(WorkerExitType.SYSTEM_ERROR)
                          .setExitDetail("its node has died")
                          .build()));
    }
  }

  /// Changes the row of a worker.
  ///
  /// @return whether there is such a worker
  boolean change(ByteString worker, UnaryOperator<WorkerTableData.Builder> how) {
    Optional<WorkerTableData> row = find(worker);
    row.ifPresent(known -> put(how.apply(known.toBuilder()).build()));
    return row.isPresent();
  }

  void forget(List<ByteString> workers) {
    workers.forEach(worker -> tables.delete(Table.WORKERS, worker));
  }

  public Optional<WorkerTableData> find(ByteString worker) {
    return tables.get(Table.WORKERS, worker);
  }

  List<WorkerTableData> all() {
    return tables.all(Table.WORKERS);
  }

  static ByteString id(WorkerTableData row) {
    return row.getWorkerAddress().getWorkerId();
  }

  private void put(WorkerTableData row) {
    tables.put(Table.WORKERS, id(row), row);
  }
}
