package io.nodectl.gcs.placement;

import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupSpec;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a request for a placement group must hold, so that it can be placed and shown to others.
final class GroupAdmission {

  private static final Set<PlacementStrategy> FOR_DOMAINS = Set.of(PlacementStrategy.STRICT_PACK);

  private GroupAdmission() {}

  /// Why this can be no placement group; empty if it can.
  static Optional<String> problem(PlacementGroupSpec spec) {
    return IdKind.PLACEMENT_GROUP
        .problem(spec.getPlacementGroupId())
        .or(() -> IdKind.JOB.problem(spec.getCreatorJobId()))
        .or(() -> IdKind.ACTOR.problemIfGiven(spec.getCreatorActorId()))
        .or(() -> IdKind.NODE.problemIfGiven(spec.getSoftTargetNodeId()))
        .or(() -> strategyProblem(spec))
        .or(() -> bundleProblem(spec));
  }

  /// The row of a group that is asked for.
  static PlacementGroupTableData row(PlacementGroupSpec spec, String namespace) {
    PlacementGroupTableData.Builder row =
        PlacementGroupTableData.newBuilder()
            .setPlacementGroupId(spec.getPlacementGroupId())
            .setName(spec.getName())
            .setStrategy(spec.getStrategy())
            .setState(PlacementGroupState.PENDING)
            .setCreatorJobId(spec.getCreatorJobId())
            .setCreatorActorId(spec.getCreatorActorId())
            .setCreatorJobDead(spec.getCreatorJobDead())
            .setCreatorActorDead(spec.getCreatorActorDead())
            .setIsDetached(spec.getIsDetached())
            .setRayNamespace(namespace)
            .setSoftTargetNodeId(spec.getSoftTargetNodeId())
            .putAllTopologyStrategy(spec.getTopologyStrategyMap());
    spec.getBundlesList().forEach(bundle -> row.addBundles(bundle.toBuilder().clearNodeId()));
    return row.build();
  }

  private static Optional<String> strategyProblem(PlacementGroupSpec spec) {
    if (spec.getStrategy() == PlacementStrategy.UNRECOGNIZED) {
      return Optional.of("the strategy %d is not known".formatted(spec.getStrategyValue()));
    }
    if (spec.getTopologyStrategyCount() > 1
        || !FOR_DOMAINS.containsAll(spec.getTopologyStrategyMap().values())) {
      return Optional.of(
          "at most one label may be given in topology_strategy, and it must be STRICT_PACK");
    }
    return Optional.empty();
  }

  private static Optional<String> bundleProblem(PlacementGroupSpec spec) {
    if (spec.getBundlesCount() == 0) {
      return Optional.of("a placement group needs at least one bundle");
    }
    Set<Integer> indexes = new HashSet<>();
    for (Bundle bundle : spec.getBundlesList()) {
      int index = bundle.getBundleId().getBundleIndex();
      if (!bundle.getBundleId().getPlacementGroupId().equals(spec.getPlacementGroupId())) {
        return Optional.of("bundle %d is of another placement group".formatted(index));
      }
      if (index < 0 || !indexes.add(index)) {
        return Optional.of("the bundle index %d is negative or there twice".formatted(index));
      }
      if (!isAmount(bundle)) {
        return Optional.of("bundle %d must have resources, in amounts above 0".formatted(index));
      }
    }
    return Optional.empty();
  }

  private static boolean isAmount(Bundle bundle) {
    Resources amount = Resources.of(bundle.getUnitResourcesMap());
    return !amount.isEmpty()
        && bundle.getUnitResourcesMap().values().stream()
            .allMatch(value -> value >= 0 && !value.isInfinite());
  }
}
