package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.PreviousActorIncarnation;

/// Whether actors may be made again, and what their rows say then.
final class Restarts {

  private static final long UNLIMITED = -1;

  /// So many of the places where an actor was before are remembered, the last ones.
  private static final int PLACES_REMEMBERED = 10;

  private Restarts() {}

  /// Whether the loss of its worker makes it come back. Losses by a node that was taken away on
  /// purpose do not count (Ray 2.60).
  static boolean hasOneLeft(ActorTableData actor) {
    long max = actor.getMaxRestarts();
    long counted = actor.getNumRestarts() - actor.getNumRestartsDueToNodePreemption();
    return max == UNLIMITED || counted < max || (max > 0 && actor.getPreempted());
  }

  /// Whether it is dead, and its owner can still have it back, to make lost results again.
  static boolean canBeWantedBack(ActorTableData actor) {
    return actor.getState() == ActorState.DEAD
        && actor.getDeathCause().getActorDiedErrorContext().getReason() == Reason.OUT_OF_SCOPE
        && hasOneLeft(actor);
  }

  /// The row of an actor that is to be made again. It keeps the node it was on, and loses its
  /// worker, as Ray 2.60 publishes it.
  static ActorTableData.Builder again(ActorTableData actor, long nowMs) {
    Address before = actor.getAddress();
    ActorTableData.Builder row =
        actor.toBuilder()
            .setState(ActorState.RESTARTING)
            .setNumRestarts(actor.getNumRestarts() + 1)
            .setTimestamp((double) nowMs)
            .setAddress(
                Address.newBuilder().setNodeId(before.getNodeId()).setWorkerId(ActorIds.NIL))
            .clearPid()
            .clearResourceMapping()
            .clearEndTime()
            .clearDeathCause();
    if (actor.getPreempted()) {
      row.setNumRestartsDueToNodePreemption(actor.getNumRestartsDueToNodePreemption() + 1);
    }
    if (ActorIds.isUnique(before.getWorkerId())) {
      remember(before.getWorkerId(), before.getNodeId(), row);
    }
    return row;
  }

  private static void remember(ByteString worker, ByteString node, ActorTableData.Builder row) {
    row.addPreviousIncarnations(
        PreviousActorIncarnation.newBuilder().setWorkerId(worker).setNodeId(node));
    if (row.getPreviousIncarnationsCount() > PLACES_REMEMBERED) {
      row.removePreviousIncarnations(0);
    }
  }
}
