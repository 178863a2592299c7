package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.JobTableData;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the functions and classes that ended jobs have left in the internal key-value store,
/// once none of their actors can need them any more; looks at each end of a job. On the store's
/// thread.
public final class JobFunctions implements JobListener {

  private static final Logger LOG = LoggerFactory.getLogger(JobFunctions.class);

  /// Ray 2.60's namespace, and how its keys begin; the job's id follows.
  private static final ByteString NAMESPACE = ByteString.copyFromUtf8("fun");

  private static final List<String> KINDS =
      List.of("RemoteFunction", "ActorClass", "FunctionsToRun");

  private final Store store;
  private final Set<ByteString> ended = new HashSet<>();

  public JobFunctions(Store store) {
    this.store = store;
  }

  @Override
  public void started(JobTableData job) {}

  @Override
  public void finished(JobTableData job) {
    ended.add(job.getJobId());
    Set<ByteString> candidates = Set.copyOf(ended);
    var _ =
        store
            .ask(tables -> delete(candidates, tables))
            .whenComplete(
                (deleted, failure) -> {
                  if (failure == null) {
                    ended.removeAll(deleted);
                  } else {
                    LOG.warn("the functions of ended jobs cannot be deleted", failure);
                  }
                });
  }

  /// Deletes what the jobs have left, but for those that have actors.
  ///
  /// @return the jobs of which nothing is left
  static Set<ByteString> delete(Set<ByteString> jobs, Tables tables) {
    Set<ByteString> done = new HashSet<>(jobs);
    tables.all(Table.ACTORS).stream()
        .filter(actor -> actor.getState() != ActorState.DEAD)
        .forEach(actor -> done.remove(actor.getJobId()));
    KvTable kv = new KvTable(tables);
    for (ByteString job : done) {
      String id = HexFormat.of().formatHex(job.toByteArray());
      KINDS.forEach(
          kind ->
              kv.deletePrefix(NAMESPACE, ByteString.copyFromUtf8("%s:%s:".formatted(kind, id))));
    }
    return done;
  }
}
