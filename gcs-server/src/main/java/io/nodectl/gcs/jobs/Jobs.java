package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.nodes.NodeTable;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.workers.WorkerFailure;
import io.nodectl.gcs.workers.WorkerListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.JobTableData;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets jobs come and end: changes the table, and once that is kept, tells whoever listens. A job
/// ends when somebody says so, and with its driver or its driver's node.
public final class Jobs implements WorkerListener, NodeListener {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final Store store;
  private final InstantSource clock;
  private final List<JobListener> listeners = new CopyOnWriteArrayList<>();

  public Jobs(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public void addListener(JobListener listener) {
    listeners.add(listener);
  }

  /// Ends the jobs whose drivers ran on nodes that are no longer ALIVE: a node may have died when
  /// nobody could end its jobs any more.
  public void begin() {
    finish(
        tables -> {
          Set<ByteString> living =
              new NodeTable(tables)
                  .living().stream().map(GcsNodeInfo::getNodeId).collect(Collectors.toSet());
          return new JobTable(tables)
              .finishAll(
                  job -> !driverNode(job).isEmpty() && !living.contains(driverNode(job)),
                  clock.millis());
        });
  }

  @Override
  public void died(WorkerFailure failure) {
    if (failure.isDriver()) {
      finishThose(job -> job.getDriverAddress().getWorkerId().equals(failure.worker()));
    }
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    finishThose(job -> driverNode(job).equals(node.getNodeId()));
  }

  CompletableFuture<Integer> nextId() {
    return store.ask(tables -> new JobTable(tables).nextId());
  }

  CompletableFuture<JobStart> add(JobTableData data) {
    return store
        .ask(tables -> new JobTable(tables).add(data, clock.millis()))
        .whenComplete(
            (start, _) -> {
              if (start instanceof JobStart.Started(JobTableData job)) {
                LOG.info("job {} has started: {}", hex(job), job.getEntrypoint());
                listeners.forEach(listener -> listener.started(job));
              }
            });
  }

  CompletableFuture<JobEnd> finish(ByteString id) {
    return store
        .ask(tables -> new JobTable(tables).finish(id, clock.millis()))
        .whenComplete(
            (end, _) -> {
              if (end instanceof JobEnd.Finished(JobTableData job)) {
                tellEnd(job);
              }
            });
  }

  private void finishThose(Predicate<JobTableData> doomed) {
    finish(tables -> new JobTable(tables).finishAll(doomed, clock.millis()));
  }

  private void finish(Function<Tables, List<JobTableData>> work) {
    var _ =
        store
            .ask(work)
            .whenComplete(
                (ended, failure) -> {
                  if (failure == null) {
                    ended.forEach(this::tellEnd);
                  } else {
                    LOG.error("jobs have lost their drivers, and that cannot be kept", failure);
                  }
                });
  }

  private void tellEnd(JobTableData job) {
    LOG.info("job {} has ended", hex(job));
    listeners.forEach(listener -> listener.finished(job));
  }

  private static ByteString driverNode(JobTableData job) {
    return job.getDriverAddress().getNodeId();
  }

  private static String hex(JobTableData job) {
    return HexFormat.of().formatHex(job.getJobId().toByteArray());
  }
}
