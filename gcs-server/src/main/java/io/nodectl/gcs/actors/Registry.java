package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.Optional;

/// Which actors are taken in, and whether those that were have still somebody to live for.
record Registry(Tables tables) {

  /// Takes an actor in.
  ///
  /// @param nowMs milliseconds since the epoch
  Registering register(TaskSpec spec, long nowMs) {
    var table = new ActorTable(tables);
    ActorTableData row = ActorRows.first(spec, nowMs);
    if (table.find(row.getActorId()).isPresent()) {
      return new Registering.KnownAlready();
    }
    Optional<String> gone = ownerGone(row);
    if (gone.isPresent()) {
      return new Registering.OwnerGone(gone.get());
    }
    if (!row.getName().isEmpty() && table.named(row.getRayNamespace(), row.getName()).isPresent()) {
      return new Registering.NameTaken();
    }
    table.add(row);
    table.putSpec(row.getActorId(), spec);
    return new Registering.Registered(row);
  }

  /// Keeps the arguments that the owner did not have when it registered the actor.
  void resolve(TaskSpec spec) {
    var table = new ActorTable(tables);
    ByteString id = spec.getActorCreationTaskSpec().getActorId();
    boolean waits =
        table.find(id).filter(a -> a.state() == ActorState.DEPENDENCIES_UNREADY).isPresent();
    if (waits
        && table
            .spec(id)
            .filter(known -> !known.getArgsList().equals(spec.getArgsList()))
            .isPresent()) {
      table.putSpec(id, spec);
    }
  }

  /// What this server did not get to tell the actor of before it ended.
  ActorEvent missed(Actor actor) {
    ActorTableData row = actor.row();
    boolean needsOwner = !row.getIsDetached() || row.getState() == ActorState.DEPENDENCIES_UNREADY;
    return (needsOwner ? ownerGone(row) : Optional.<String>empty())
        .<ActorEvent>map(ActorEvent.OwnerDied::new)
        .or(() -> placeGone(row))
        .orElseGet(ActorEvent.Restored::new);
  }

  private Optional<ActorEvent> placeGone(ActorTableData row) {
    if (row.getState() != ActorState.ALIVE) {
      return Optional.empty();
    }
    ByteString node = row.getAddress().getNodeId();
    return deadNode(node)
        .<ActorEvent>map(dead -> new ActorEvent.NodeDied(node, dead.getDeathInfo()))
        .or(() -> deadWorker(row.getAddress().getWorkerId()).map(ActorEvent.WorkerDied::new));
  }

  private Optional<String> ownerGone(ActorTableData row) {
    return deadNode(row.getOwnerAddress().getNodeId())
        .map(node -> "its node has died: " + node.getDeathInfo().getReasonMessage())
        .or(
            () ->
                deadWorker(row.getOwnerAddress().getWorkerId())
                    .map(worker -> worker.getExitType() + ", " + worker.getExitDetail()))
        .or(
            () ->
                tables
                    .get(Table.JOBS, row.getJobId())
                    .filter(JobTableData::getIsDead)
                    .filter(_ -> !row.getIsDetached())
                    .map(_ -> "its job has ended"));
  }

  private Optional<GcsNodeInfo> deadNode(ByteString id) {
    return tables.get(Table.NODES, id).filter(node -> node.getState() == GcsNodeState.DEAD);
  }

  private Optional<WorkerTableData> deadWorker(ByteString id) {
    return tables.get(Table.WORKERS, id).filter(worker -> !worker.getIsAlive());
  }
}
