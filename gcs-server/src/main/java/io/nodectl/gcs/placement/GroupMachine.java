package io.nodectl.gcs.placement;

import io.nodectl.gcs.placement.Group.Phase.Committing;
import io.nodectl.gcs.placement.Group.Phase.Preparing;
import io.nodectl.gcs.placement.Group.Phase.Settled;
import io.nodectl.gcs.placement.Group.Phase.Waiting;
import io.nodectl.gcs.placement.Group.Round;
import io.nodectl.gcs.placement.GroupEvent.Committed;
import io.nodectl.gcs.placement.GroupEvent.NodeLost;
import io.nodectl.gcs.placement.GroupEvent.Planned;
import io.nodectl.gcs.placement.GroupEvent.Prepared;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupStats.SchedulingState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What becomes of a placement group. Pure: times come from outside.
///
/// ```
/// PENDING, RESCHEDULING -> (all nodes have prepared) PREPARED -> (all have committed) CREATED
/// CREATED -> (a node is lost, or has not committed) RESCHEDULING;  any -> REMOVED
/// ```
///
/// A group that is removed while nodes are asked waits until they have answered, and then has all
/// of them give back what they may have set aside.
final class GroupMachine {

  private GroupMachine() {}

  static GroupStep on(Group group, GroupEvent event, Instant now) {
    return switch (event) {
      case Planned(Plan plan) -> planned(group, plan, now);
      case Prepared answer -> prepared(group, answer);
      case Committed answer -> committed(group, answer, now);
      case NodeLost(NodeId node) -> nodeLost(group, node, now);
      case GroupEvent.JobOver() ->
          orphaned(group, group.row().toBuilder().setCreatorJobDead(true).build());
      case GroupEvent.ActorOver() ->
          orphaned(group, group.row().toBuilder().setCreatorActorDead(true).build());
      case GroupEvent.RemovalAsked() -> remove(group);
    };
  }

  private static GroupStep planned(Group group, Plan plan, Instant now) {
    if (!(group.phase() instanceof Waiting(int failures))) {
      return GroupStep.quiet(group);
    }
    return switch (plan) {
      case Plan.Placed placed -> prepare(group, placed, now);
      case Plan.NoRoom() -> noRoom(group, failures + 1, now);
      // Only other nodes can help: who comes is told, so there is nothing to wait for.
      case Plan.Infeasible() ->
          waiting(group, attempted(group, SchedulingState.INFEASIBLE, now), failures + 1);
    };
  }

  private static GroupStep prepare(Group group, Plan.Placed plan, Instant now) {
    int failures = group.phase() instanceof Waiting(int before) ? before : 0;
    PlacementGroupTableData wanted = Bundles.placed(group.row(), plan.places());
    Map<NodeId, List<Bundle>> asked =
        Bundles.byNode(
            wanted, part -> plan.places().containsKey(part.getBundleId().getBundleIndex()));
    long round = group.rounds() + 1;
    PlacementGroupTableData row = attempted(group, SchedulingState.SCHEDULING_STARTED, now);
    return GroupStep.quiet(
        new Group(
            Bundles.bound(row, plan.domainValue()),
            new Preparing(Round.begin(asked), failures),
            round),
        new GroupEffect.Prepare(round, asked));
  }

  private static GroupStep noRoom(Group group, int failures, Instant now) {
    Duration pause = Retries.pause(failures);
    PlacementGroupTableData row = attempted(group, SchedulingState.NO_RESOURCES, now);
    return waiting(group, GroupStats.delayed(row, pause), failures, new GroupEffect.Retry(pause));
  }

  private static PlacementGroupTableData attempted(Group group, SchedulingState how, Instant now) {
    return GroupStats.attempted(group.row(), how, now);
  }

  /// An attempt that came to nothing is kept only if it came to something else than the one before:
  /// there may be many.
  private static GroupStep waiting(
      Group group, PlacementGroupTableData row, int failures, GroupEffect... effects) {
    Group next = new Group(row, new Waiting(failures), group.rounds());
    boolean isNews =
        row.getStats().getSchedulingState() != group.row().getStats().getSchedulingState();
    return new GroupStep(next, isNews, List.of(effects));
  }

  private static GroupStep prepared(Group group, Prepared answer) {
    if (answer.round() != group.rounds()
        || !(group.phase() instanceof Preparing(Round before, int failures))
        || !before.open().contains(answer.node())) {
      return GroupStep.quiet(group);
    }
    Round round = before.answered(answer.node(), answer.success());
    if (!round.isOver()) {
      return GroupStep.quiet(group.in(new Preparing(round, failures)));
    }
    if (group.isRemoved()) {
      return GroupStep.quiet(group.in(new Settled()), new GroupEffect.Return(round.bundles()));
    }
    return round.failed().isEmpty() ? commit(group, round) : rollBack(group, round, failures + 1);
  }

  private static GroupStep commit(Group group, Round round) {
    PlacementGroupTableData row =
        Bundles.placed(group.row(), Bundles.places(round.bundles())).toBuilder()
            .setState(PlacementGroupState.PREPARED)
            .build();
    return GroupStep.kept(
        new Group(row, new Committing(Round.begin(round.bundles())), group.rounds()),
        new GroupEffect.Commit(group.rounds(), round.bundles()));
  }

  private static GroupStep rollBack(Group group, Round round, int failures) {
    Duration pause = Retries.pause(failures);
    PlacementGroupTableData row =
        GroupStats.turned(group.row(), SchedulingState.FAILED_TO_COMMIT_RESOURCES);
    return waiting(
        group,
        GroupStats.delayed(row, pause),
        failures,
        new GroupEffect.Return(round.bundles()),
        new GroupEffect.Retry(pause));
  }

  private static GroupStep committed(Group group, Committed answer, Instant now) {
    if (answer.round() != group.rounds()
        || !(group.phase() instanceof Committing(Round before))
        || !before.open().contains(answer.node())) {
      return GroupStep.quiet(group);
    }
    Round round = before.answered(answer.node(), answer.success());
    if (!round.isOver()) {
      return GroupStep.quiet(group.in(new Committing(round)));
    }
    if (group.isRemoved()) {
      return GroupStep.quiet(
          group.in(new Settled()), new GroupEffect.Return(Bundles.byNode(group.row())));
    }
    return round.failed().isEmpty() ? created(group, now) : incomplete(group, round);
  }

  private static GroupStep created(Group group, Instant now) {
    PlacementGroupTableData row =
        GroupStats.finished(group.row(), now).toBuilder()
            .setState(PlacementGroupState.CREATED)
            .build();
    return GroupStep.kept(
        new Group(row, new Settled(), group.rounds()), new GroupEffect.TellReady());
  }

  private static GroupStep incomplete(Group group, Round round) {
    PlacementGroupTableData row =
        Bundles.without(group.row(), round.failed()::contains).toBuilder()
            .setState(PlacementGroupState.RESCHEDULING)
            .build();
    Duration pause = Retries.pause(1);
    return GroupStep.kept(
        new Group(row, new Waiting(1), group.rounds()),
        new GroupEffect.Return(
            Bundles.byNode(
                group.row(),
                part -> Bundles.node(part).filter(round.failed()::contains).isPresent())),
        new GroupEffect.Retry(pause));
  }

  private static GroupStep nodeLost(Group group, NodeId node, Instant now) {
    return switch (group.phase()) {
      case Preparing(Round round, int _) when round.asks(node) ->
          prepared(forget(group, node), new Prepared(group.rounds(), node, false));
      case Committing(Round round) when round.asks(node) ->
          lostWhileCommitting(group, round, node, now);
      case Settled() when group.isRemoved() -> GroupStep.quiet(group);
      case Settled(), Waiting(int _), Preparing(Round _, int _), Committing(Round _) ->
          lostBundles(group, node);
    };
  }

  /// One that has committed already is lost all the same.
  private static GroupStep lostWhileCommitting(Group group, Round round, NodeId node, Instant now) {
    if (round.open().contains(node)) {
      return committed(group, new Committed(group.rounds(), node, false), now);
    }
    return GroupStep.quiet(group.in(new Committing(round.answered(node, false))));
  }

  private static GroupStep lostBundles(Group group, NodeId node) {
    Group left = forget(group, node);
    if (left.equals(group)) {
      return GroupStep.quiet(group);
    }
    if (!(group.phase() instanceof Settled)) {
      return GroupStep.kept(left);
    }
    PlacementGroupTableData row =
        left.row().toBuilder()
            .setState(PlacementGroupState.RESCHEDULING)
            .setStats(left.row().getStats().toBuilder().setSchedulingState(SchedulingState.QUEUED))
            .build();
    return GroupStep.kept(
        new Group(row, new Waiting(0), group.rounds()), new GroupEffect.Retry(Duration.ZERO));
  }

  private static Group forget(Group group, NodeId node) {
    return group.with(Bundles.without(group.row(), node::equals));
  }

  private static GroupStep orphaned(Group group, PlacementGroupTableData row) {
    if (group.isRemoved() || row.equals(group.row())) {
      return GroupStep.quiet(group);
    }
    boolean isOver = !row.getIsDetached() && row.getCreatorJobDead() && row.getCreatorActorDead();
    return isOver ? remove(group.with(row)) : GroupStep.kept(group.with(row));
  }

  private static GroupStep remove(Group group) {
    if (group.isRemoved()) {
      return GroupStep.quiet(group);
    }
    PlacementGroupTableData row =
        GroupStats.turned(group.row(), SchedulingState.REMOVED).toBuilder()
            .setState(PlacementGroupState.REMOVED)
            .build();
    GroupStep step =
        switch (group.phase()) {
          // They are told when they have answered.
          case Committing(Round _) -> GroupStep.kept(group.with(row));
          case Preparing(Round _, int _) ->
              GroupStep.kept(group.with(row), new GroupEffect.Return(Bundles.byNode(row)));
          case Settled(), Waiting(int _) ->
              GroupStep.kept(
                  group.with(row).in(new Settled()), new GroupEffect.Return(Bundles.byNode(row)));
        };
    return step.and(new GroupEffect.TellRemoved());
  }
}
