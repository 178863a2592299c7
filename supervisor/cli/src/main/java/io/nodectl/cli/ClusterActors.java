package io.nodectl.cli;

import io.nodectl.messages.ray.ActorDeathCause;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The actors of a cluster, rendered.
final class ClusterActors {
  private ClusterActors() {}

  /// Those of an answer. What a filter left out is not missing from it.
  static Listing listing(GetAllActorInfoReply reply) {
    List<ActorTableData> actors = reply.getActorTableDataList();
    return Listing.of(json(actors), table(actors), reply.getTotal() - reply.getNumFiltered());
  }

  private static ArrayNode json(List<ActorTableData> actors) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (ActorTableData actor : actors) {
      ObjectNode json = array.addObject();
      json.put("actor_id", Ids.hex(actor.getActorId()));
      json.put("job_id", Ids.hex(actor.getJobId()));
      json.put("state", actor.getState().name());
      json.put("class", actor.getClassName());
      json.put("name", orNull(actor.getName()));
      json.put("namespace", actor.getRayNamespace());
      json.put("detached", actor.getIsDetached());
      json.put("node_id", orNull(node(actor)));
      json.put("worker_id", orNull(Ids.hex(actor.getAddress().getWorkerId())));
      json.put("pid", actor.getPid() == 0 ? null : actor.getPid());
      json.put("restarts", actor.getNumRestarts());
      json.put("max_restarts", actor.getMaxRestarts());
      json.put("death", orNull(death(actor)));
    }
    return array;
  }

  private static Table table(List<ActorTableData> actors) {
    int length = Ids.prefixLength(actors.stream().map(a -> Ids.hex(a.getActorId())).toList());
    Table table =
        new Table("ACTOR ID", "CLASS", "STATE", "NAME", "JOB", "NODE", "PID", "RESTARTS", "DEATH");
    for (ActorTableData actor : actors) {
      table.row(
          Ids.shortened(Ids.hex(actor.getActorId()), length),
          actor.getClassName(),
          actor.getState().name(),
          actor.getName(),
          Ids.hex(actor.getJobId()),
          Ids.shortened(node(actor), Ids.prefixLength(List.of())),
          actor.getPid() == 0 ? "" : Long.toString(actor.getPid()),
          Long.toString(actor.getNumRestarts()),
          Words.gist(death(actor)));
    }
    return table;
  }

  /// Nil, all bits set, stands for none.
  private static String node(ActorTableData actor) {
    String hex = Ids.hex(actor.getAddress().getNodeId());
    return hex.replace("f", "").isEmpty() ? "" : hex;
  }

  private static String death(ActorTableData actor) {
    ActorDeathCause cause = actor.getDeathCause();
    return switch (cause.getContextCase()) {
      case CREATION_TASK_FAILURE_CONTEXT ->
          cause.getCreationTaskFailureContext().getFormattedExceptionString();
      case RUNTIME_ENV_FAILED_CONTEXT -> cause.getRuntimeEnvFailedContext().getErrorMessage();
      case ACTOR_DIED_ERROR_CONTEXT ->
          "%s: %s"
              .formatted(
                  cause.getActorDiedErrorContext().getReason(),
                  cause.getActorDiedErrorContext().getErrorMessage());
      case ACTOR_UNSCHEDULABLE_CONTEXT -> cause.getActorUnschedulableContext().getErrorMessage();
      case OOM_CONTEXT -> cause.getOomContext().getErrorMessage();
      case CONTEXT_NOT_SET -> "";
    };
  }

  private static @org.jspecify.annotations.Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
