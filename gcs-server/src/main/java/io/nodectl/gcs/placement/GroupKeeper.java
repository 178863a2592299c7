package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.placement.Group.Phase;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Holds the groups for which anything may still happen, has [GroupMachine] decide what becomes of
/// them, keeps it, and carries out what follows. For the thread that owns it, but where said.
///
/// What is decided is in force at once, and what follows waits until it is kept: the store keeps
/// changes in their order, so effects come in theirs.
final class GroupKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(GroupKeeper.class);

  private final GroupWriter writer;
  private final Surroundings surroundings;
  private final GroupThread thread;
  private final GroupShelf groups = new GroupShelf();
  private final Set<ByteString> retrying = new HashSet<>();
  private final GroupWaiters waiters = new GroupWaiters();

  GroupKeeper(Surroundings surroundings, GroupWriter writer, GroupThread thread) {
    this.writer = writer;
    this.surroundings = surroundings;
    this.thread = thread;
  }

  /// What the groups depend on.
  record Surroundings(ClusterView view, NodeGate gate, BundleCalls calls, InstantSource clock) {}

  GroupShelf groups() {
    return groups;
  }

  /// Takes up the groups of the time before.
  void begin(GroupRows.Kept kept, List<GcsNodeInfo> living) {
    Set<NodeId> alive =
        living.stream().map(node -> NodeId.of(node.getNodeId())).collect(Collectors.toSet());
    kept.groups().stream()
        .filter(row -> row.getState() != PlacementGroupState.REMOVED)
        .forEach(row -> take(GroupRecovery.step(row, alive)));
    happenWhere(row -> kept.jobsOver().contains(row.getCreatorJobId()), new GroupEvent.JobOver());
  }

  void create(PlacementGroupTableData wanted, CompletableFuture<GcsStatus> answer) {
    ByteString id = wanted.getPlacementGroupId();
    if (groups.find(id).isPresent()) {
      writer.afterAll(answer);
      return;
    }
    if (groups.isNameTaken(wanted)) {
      answer.complete(GroupAnswers.nameTaken(wanted));
      return;
    }
    PlacementGroupTableData row = GroupStats.created(wanted, surroundings.clock().instant());
    groups.put(new Group(row, new Phase.Waiting(0), 0));
    var _ =
        writer
            .keepIfNew(row)
            .whenComplete(
                (isNew, failure) -> {
                  if (failure == null) {
                    answer.complete(Statuses.ok());
                  } else {
                    answer.completeExceptionally(failure);
                  }
                  // One that is not new was removed before.
                  boolean stays = failure == null && isNew;
                  thread.post(stays ? () -> place(id) : () -> groups.forget(id));
                });
  }

  void remove(ByteString id, CompletableFuture<GcsStatus> answer) {
    happen(id, new GroupEvent.RemovalAsked());
    writer.afterAll(answer);
  }

  void await(
      ByteString id, Optional<PlacementGroupTableData> kept, CompletableFuture<GcsStatus> answer) {
    PlacementGroupState state =
        groups
            .find(id)
            .map(Group::row)
            .or(() -> kept)
            .map(PlacementGroupTableData::getState)
            .orElse(PlacementGroupState.PENDING);
    switch (state) {
      case CREATED -> answer.complete(Statuses.ok());
      case REMOVED -> answer.complete(GroupAnswers.REMOVED);
      case PENDING, PREPARED, RESCHEDULING, UNRECOGNIZED -> {
        waiters.add(id, answer);
        var _ = answer.whenComplete((_, _) -> thread.post(() -> waiters.tidy(id)));
      }
    }
  }

  void lost(NodeId node) {
    groups.all().forEach(group -> happen(group.id(), new GroupEvent.NodeLost(node)));
  }

  void happenWhere(Predicate<PlacementGroupTableData> isMeant, GroupEvent event) {
    groups.all().stream()
        .filter(group -> isMeant.test(group.row()))
        .forEach(group -> happen(group.id(), event));
  }

  /// Looks whether there is room now for any group that waits.
  void lookAgain() {
    groups.waiting().forEach(this::place);
  }

  private void happen(ByteString id, GroupEvent event) {
    groups
        .find(id)
        .ifPresent(group -> take(GroupMachine.on(group, event, surroundings.clock().instant())));
  }

  private void place(ByteString id) {
    if (!groups.isWaiting(id)) {
      return;
    }
    List<NodeView> open =
        surroundings
            .view()
            .snapshot()
            .open()
            .filter(node -> surroundings.gate().isOpen(node.info().getNodeId()))
            .toList();
    groups
        .find(id)
        .map(group -> BundleScheduler.plan(Wish.of(group.row()), open))
        .ifPresent(plan -> happen(id, new GroupEvent.Planned(plan)));
  }

  private void take(GroupStep step) {
    Group group = step.next();
    PlacementGroupState state = group.row().getState();
    boolean isNews =
        groups.find(group.id()).filter(before -> before.row().getState() == state).isEmpty();
    groups.put(group);
    if (step.keep()) {
      writer.keepAtLast(
          group.id(),
          () -> groups.toBeKept(group),
          () -> step.effects().forEach(effect -> act(group.id(), effect)));
    } else {
      step.effects().forEach(effect -> act(group.id(), effect));
    }
    if (isNews) {
      // After the rest, which others wait for.
      log(group.id(), state);
    }
  }

  private static void log(ByteString id, PlacementGroupState state) {
    // A step on the way, of no use to who reads the log of a node that works.
    Level level = state == PlacementGroupState.PREPARED ? Level.DEBUG : Level.INFO;
    LOG.atLevel(level).log("placement group {} is {}", GroupAnswers.hex(id), state);
  }

  /// Runs on this thread or on the store's.
  private void act(ByteString id, GroupEffect effect) {
    BundleCalls calls = surroundings.calls();
    switch (effect) {
      case GroupEffect.Prepare(long round, Map<NodeId, List<Bundle>> bundles) ->
          calls.prepare(
              id,
              bundles,
              (node, success) -> tell(id, new GroupEvent.Prepared(round, node, success)));
      case GroupEffect.Commit(long round, Map<NodeId, List<Bundle>> bundles) ->
          calls.commit(
              bundles, (node, success) -> tell(id, new GroupEvent.Committed(round, node, success)));
      case GroupEffect.Return(Map<NodeId, List<Bundle>> bundles) -> calls.giveBack(id, bundles);
      case GroupEffect.Retry(Duration after) -> thread.post(() -> retry(id, after));
      case GroupEffect.TellReady() -> {
        var _ = calls.settled(id);
        thread.post(() -> waiters.tell(id, Statuses.ok()));
      }
      case GroupEffect.TellRemoved() ->
          thread.post(() -> waiters.tell(id, GroupAnswers.REMOVED_EARLY));
    }
  }

  private void tell(ByteString id, GroupEvent event) {
    thread.post(() -> happen(id, event));
  }

  private void retry(ByteString id, Duration after) {
    if (retrying.add(id)) {
      thread.later(
          after,
          () -> {
            retrying.remove(id);
            place(id);
          });
    }
  }
}
