package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.jobs.JobListener;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.resources.ViewListener;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PlacementGroupSpec;
import io.nodectl.messages.ray.PlacementGroupStats;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The placement groups of the cluster. Takes from any thread what is wanted of them and what
/// happens to them; one thread deals with it, the owner of a [GroupKeeper].
public final class PlacementGroups
    implements NodeListener, JobListener, ViewListener, AutoCloseable {

  /// Changes of the cluster come in crowds.
  private static final Duration GATHER = Duration.ofMillis(50);

  private final Store store;
  private final GroupThread thread = new GroupThread();
  private final GroupKeeper keeper;
  private final AtomicBoolean willLook = new AtomicBoolean();

  /// Of the jobs that have begun in this process and have not ended.
  private final Map<ByteString, String> namespaces = new ConcurrentHashMap<>();

  /// @param gate where bundles may be asked for at the moment
  public PlacementGroups(Store store, ClusterView view, NodeGate gate, Raylets raylets) {
    this.store = store;
    this.keeper =
        new GroupKeeper(
            new GroupKeeper.Surroundings(
                view, gate, new BundleCalls(raylets, view), InstantSource.system()),
            new GroupWriter(store, thread),
            thread);
  }

  /// Takes up the groups of the time before.
  ///
  /// @param living the nodes that were ALIVE
  public void begin(GroupRows.Kept kept, List<GcsNodeInfo> living) {
    if (!kept.groups().isEmpty()) {
      thread.post(() -> keeper.begin(kept, living));
    }
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    NodeId id = NodeId.of(node.getNodeId());
    postUnlessEmpty(() -> keeper.lost(id));
  }

  @Override
  public void started(JobTableData job) {
    namespaces.put(job.getJobId(), job.getConfig().getRayNamespace());
  }

  @Override
  public void finished(JobTableData job) {
    namespaces.remove(job.getJobId());
    postUnlessEmpty(
        () ->
            keeper.happenWhere(
                row -> row.getCreatorJobId().equals(job.getJobId()), new GroupEvent.JobOver()));
  }

  /// An actor is dead and will not come back.
  ///
  /// @param actor its id
  public void actorOver(ByteString actor) {
    postUnlessEmpty(
        () ->
            keeper.happenWhere(
                row -> row.getCreatorActorId().equals(actor), new GroupEvent.ActorOver()));
  }

  /// There may be room now for groups that wait for it.
  @Override
  public void resourcesChanged() {
    if (keeper.groups().isAnyWaiting() && willLook.compareAndSet(false, true)) {
      thread.later(
          GATHER,
          () -> {
            willLook.set(false);
            keeper.lookAgain();
          });
    }
  }

  @Override
  public void close() {
    thread.close();
  }

  /// Makes a group; that it can be one was checked before. Asked twice, it is made once.
  CompletableFuture<GcsStatus> create(PlacementGroupSpec spec) {
    String known = namespaces.get(spec.getCreatorJobId());
    // Drivers make group after group, each once the last one is acknowledged: one wait for the
    // disk is enough.
    return known == null ? askAndCreate(spec) : create(spec, known);
  }

  private CompletableFuture<GcsStatus> create(PlacementGroupSpec spec, String namespace) {
    return onThread(answer -> keeper.create(GroupAdmission.row(spec, namespace), answer));
  }

  private CompletableFuture<GcsStatus> askAndCreate(PlacementGroupSpec spec) {
    return store
        .ask(tables -> admission(spec, new GroupRows(tables)))
        .thenCompose(
            admission ->
                switch (admission) {
                  case Known() -> CompletableFuture.completedFuture(Statuses.ok());
                  case NoJob() ->
                      CompletableFuture.completedFuture(GroupAnswers.noJob(spec.getCreatorJobId()));
                  case Wanted(String namespace) -> create(spec, namespace);
                });
  }

  /// Removes a group; one that is not there is as good as removed.
  CompletableFuture<GcsStatus> remove(ByteString id) {
    return onThread(answer -> keeper.remove(id, answer));
  }

  /// Waits until a group is there or removed. Who cancels the future does not wait any more.
  CompletableFuture<GcsStatus> whenReady(ByteString id) {
    var ready = new CompletableFuture<GcsStatus>();
    var _ =
        store
            .ask(tables -> new GroupRows(tables).find(id))
            .whenComplete(
                (row, failure) -> {
                  if (failure == null) {
                    thread.post(() -> keeper.await(id, row, ready));
                  } else {
                    ready.completeExceptionally(failure);
                  }
                });
    return ready;
  }

  /// What was counted of a group since it was kept, if anything is under way for it.
  Optional<PlacementGroupStats> liveStats(ByteString id) {
    return keeper.groups().liveStats(id);
  }

  private sealed interface Admission {}

  private record Known() implements Admission {}

  private record NoJob() implements Admission {}

  private record Wanted(String namespace) implements Admission {}

  private static Admission admission(PlacementGroupSpec spec, GroupRows rows) {
    if (rows.find(spec.getPlacementGroupId()).isPresent()) {
      return new Known();
    }
    return rows.namespace(spec.getCreatorJobId()).<Admission>map(Wanted::new).orElseGet(NoJob::new);
  }

  /// Actors die in crowds; where there are no groups nobody need know.
  private void postUnlessEmpty(Runnable task) {
    if (!keeper.groups().isEmpty()) {
      thread.post(task);
    }
  }

  private interface Question {
    void put(CompletableFuture<GcsStatus> answer);
  }

  private CompletableFuture<GcsStatus> onThread(Question question) {
    var answer = new CompletableFuture<GcsStatus>();
    thread.post(() -> question.put(answer));
    return answer;
  }
}
