package io.nodectl.gcs.autoscaler;

import io.nodectl.gcs.resources.LabelSelectors;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.autoscaler.AffinityConstraint;
import io.nodectl.messages.ray.autoscaler.AntiAffinityConstraint;
import io.nodectl.messages.ray.autoscaler.BundleSelector;
import io.nodectl.messages.ray.autoscaler.GangResourceRequest;
import io.nodectl.messages.ray.autoscaler.PlacementConstraint;
import io.nodectl.messages.ray.autoscaler.ResourceRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Placement groups that wait for room, as requests to an autoscaler.
final class GangRequests {

  private static final String LABEL_PREFIX = "_PG_";

  private GangRequests() {}

  static GangResourceRequest of(PlacementGroupTableData group) {
    List<ResourceRequest> requests =
        group.getBundlesList().stream()
            .filter(bundle -> isWanted(group, bundle))
            .map(bundle -> request(group, bundle))
            .toList();
    return GangResourceRequest.newBuilder()
        .addAllRequests(requests)
        .addBundleSelectors(BundleSelector.newBuilder().addAllResourceRequests(requests))
        .setDetails(
            "%s:%s|%s".formatted(hex(group), group.getStrategy().name(), group.getState().name()))
        .build();
  }

  /// The label that stands for a group on the nodes that hold its bundles.
  static String label(PlacementGroupTableData group) {
    return LABEL_PREFIX + hex(group);
  }

  private static boolean isWanted(PlacementGroupTableData group, Bundle bundle) {
    return group.getState() != PlacementGroupState.RESCHEDULING || bundle.getNodeId().isEmpty();
  }

  private static ResourceRequest request(PlacementGroupTableData group, Bundle bundle) {
    ResourceRequest.Builder request =
        ResourceRequest.newBuilder().putAllResourcesBundle(bundle.getUnitResourcesMap());
    constraint(group).ifPresent(request::addPlacementConstraints);
    if (bundle.getLabelSelectorCount() > 0) {
      request.addLabelSelectors(LabelSelectors.of(bundle.getLabelSelectorMap()));
    }
    return request.build();
  }

  private static Optional<PlacementConstraint> constraint(PlacementGroupTableData group) {
    PlacementConstraint.Builder constraint = PlacementConstraint.newBuilder();
    return switch (group.getStrategy()) {
      case STRICT_PACK ->
          Optional.of(
              constraint
                  .setAffinity(AffinityConstraint.newBuilder().setLabelName(label(group)))
                  .build());
      case STRICT_SPREAD ->
          Optional.of(
              constraint
                  .setAntiAffinity(AntiAffinityConstraint.newBuilder().setLabelName(label(group)))
                  .build());
      case PACK, SPREAD, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static String hex(PlacementGroupTableData group) {
    return HexFormat.of().formatHex(group.getPlacementGroupId().toByteArray());
  }
}
