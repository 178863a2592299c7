package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.WorkerTableData;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets workers come and go: changes the table, and once that is kept, tells whoever listens. The
/// index is touched on the store's thread alone, after the table.
public final class Workers implements NodeListener {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private static final int DETAIL_SHOWN = 120;

  private final Store store;
  private final InstantSource clock;
  private final WorkerIndex index = new WorkerIndex();
  private final List<WorkerListener> listeners = new CopyOnWriteArrayList<>();

  public Workers(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public void addListener(WorkerListener listener) {
    listeners.add(listener);
  }

  /// Reads which workers there are; the store is open.
  public void begin() {
    var _ =
        store
            .ask(tables -> new WorkerTable(tables).all())
            .thenAccept(index::load)
            .whenComplete(Workers::logFailure);
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    List<ByteString> workers = index.bury(node.getNodeId());
    if (!workers.isEmpty()) {
      change(table -> table.failWithNode(workers, clock.millis()));
      forgetLongDead();
    }
  }

  CompletableFuture<WorkerTableData> add(WorkerTableData row) {
    return store.ask(tables -> new WorkerTable(tables).add(row)).whenComplete(this::follow);
  }

  /// A worker has ended; whoever listens is told even if that was known.
  CompletableFuture<WorkerTableData> fail(WorkerTableData failure) {
    return store
        .ask(tables -> new WorkerTable(tables).fail(failure, clock.millis()))
        .whenComplete(
            (row, failed) -> {
              follow(row, failed);
              if (failed == null) {
                tellDeath(new WorkerFailure(row));
                forgetLongDead();
              }
            });
  }

  CompletableFuture<Boolean> change(ByteString worker, UnaryOperator<WorkerTableData.Builder> how) {
    return store.ask(tables -> new WorkerTable(tables).change(worker, how));
  }

  private void tellDeath(WorkerFailure failure) {
    LOG.info(
        "{} {} on node {} has ended: {}, {}",
        failure.isDriver() ? "driver" : "worker",
        hex(failure.worker()),
        hex(failure.node()),
        failure.row().getExitType(),
        inShort(failure.row().getExitDetail()));
    listeners.forEach(listener -> listener.died(failure));
  }

  private void follow(WorkerTableData row, @Nullable Throwable failure) {
    if (failure == null) {
      index.follow(row);
    }
  }

  private void forgetLongDead() {
    List<ByteString> oldest = index.tooMany();
    if (!oldest.isEmpty()) {
      change(table -> table.forget(oldest));
    }
  }

  private void change(Consumer<WorkerTable> work) {
    var _ =
        store
            .ask(
                tables -> {
                  work.accept(new WorkerTable(tables));
                  return true;
                })
            .whenComplete(Workers::logFailure);
  }

  private static void logFailure(Object result, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.error("what is known of workers cannot be read or kept", failure);
    }
  }

  /// Ray's explanations go on for lines.
  private static String inShort(String detail) {
    return detail.length() <= DETAIL_SHOWN ? detail : detail.substring(0, DETAIL_SHOWN) + "...";
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
