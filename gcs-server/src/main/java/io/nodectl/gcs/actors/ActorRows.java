package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorCreationTaskSpec;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.FunctionDescriptor;
import io.nodectl.messages.ray.LabelSelectorConstraint;
import io.nodectl.messages.ray.LabelSelectorOperator;
import io.nodectl.messages.ray.TaskSpec;

/// The rows of actors: the first one of each, and what subscribers get to see of it.
final class ActorRows {

  private static final Address NOWHERE =
      Address.newBuilder().setNodeId(ActorIds.NIL).setWorkerId(ActorIds.NIL).build();

  private ActorRows() {}

  /// The row of an actor that was just registered.
  ///
  /// @param spec the task that makes it
  /// @param nowMs milliseconds since the epoch
  static ActorTableData first(TaskSpec spec, long nowMs) {
    ActorCreationTaskSpec creation = spec.getActorCreationTaskSpec();
    ActorTableData.Builder row =
        ActorTableData.newBuilder()
            .setActorId(creation.getActorId())
            .setJobId(spec.getJobId())
            .setState(ActorState.DEPENDENCIES_UNREADY)
            .setMaxRestarts(creation.getMaxActorRestarts())
            .setAddress(NOWHERE)
            .setOwnerAddress(spec.getCallerAddress())
            .setIsDetached(creation.getIsDetached())
            .setName(creation.getName())
            .setRayNamespace(creation.getRayNamespace())
            .setTimestamp((double) nowMs)
            .setFunctionDescriptor(spec.getFunctionDescriptor())
            .setClassName(className(spec.getFunctionDescriptor()))
            .setSerializedRuntimeEnv(spec.getRuntimeEnvInfo().getSerializedRuntimeEnv())
            .putAllRequiredResources(spec.getRequiredResourcesMap())
            .putAllLabels(spec.getLabelsMap());
    addPlacement(spec, row);
    if (spec.hasCallSite()) {
      row.setCallSite(spec.getCallSite());
    }
    return row.build();
  }

  /// What Ray 2.60 publishes of an actor: all of it until it lives, then only what changes.
  static ActorTableData published(ActorTableData row) {
    return switch (row.getState()) {
      case DEPENDENCIES_UNREADY, PENDING_CREATION, UNRECOGNIZED -> row;
      case ALIVE, RESTARTING, DEAD -> changing(row);
    };
  }

  private static ActorTableData changing(ActorTableData row) {
    ActorTableData.Builder part =
        ActorTableData.newBuilder()
            .setState(row.getState())
            .setMaxRestarts(row.getMaxRestarts())
            .setNumRestarts(row.getNumRestarts())
            .setNumRestartsDueToLineageReconstruction(
                row.getNumRestartsDueToLineageReconstruction())
            .setNumRestartsDueToNodePreemption(row.getNumRestartsDueToNodePreemption())
            .setPreempted(row.getPreempted())
            .setAddress(row.getAddress())
            .setName(row.getName())
            .setRayNamespace(row.getRayNamespace())
            .setTimestamp(row.getTimestamp())
            .setPid(row.getPid())
            .setStartTime(row.getStartTime())
            .setEndTime(row.getEndTime())
            .setReprName(row.getReprName());
    if (row.hasDeathCause()) {
      part.setDeathCause(row.getDeathCause());
    }
    return part.build();
  }

  private static void addPlacement(TaskSpec spec, ActorTableData.Builder row) {
    if (spec.getSchedulingStrategy().hasPlacementGroupSchedulingStrategy()) {
      row.setPlacementGroupId(
          spec.getSchedulingStrategy().getPlacementGroupSchedulingStrategy().getPlacementGroupId());
    }
    if (spec.hasFallbackStrategy()) {
      row.setFallbackStrategy(spec.getFallbackStrategy());
    }
    spec.getLabelSelector()
        .getLabelConstraintsList()
        .forEach(constraint -> row.putLabelSelector(constraint.getLabelKey(), words(constraint)));
  }

  /// The form in which people write it: `v`, `!v`, `in(v,w)` or `!in(v,w)`.
  private static String words(LabelSelectorConstraint constraint) {
    String values = String.join(",", constraint.getLabelValuesList());
    String set = constraint.getLabelValuesCount() == 1 ? values : "in(" + values + ")";
    return constraint.getOperator() == LabelSelectorOperator.LABEL_OPERATOR_NOT_IN
        ? "!" + set
        : set;
  }

  private static String className(FunctionDescriptor function) {
    return switch (function.getFunctionDescriptorCase()) {
      case JAVA_FUNCTION_DESCRIPTOR -> function.getJavaFunctionDescriptor().getClassName();
      case PYTHON_FUNCTION_DESCRIPTOR -> function.getPythonFunctionDescriptor().getClassName();
      case CPP_FUNCTION_DESCRIPTOR -> function.getCppFunctionDescriptor().getClassName();
      case FUNCTIONDESCRIPTOR_NOT_SET -> "";
    };
  }
}
