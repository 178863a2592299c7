package io.nodectl.gcs.resources;

import io.nodectl.messages.ray.LabelSelector;
import io.nodectl.messages.ray.ResourceDemand;
import io.nodectl.messages.ray.ResourceLoad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Adds up what several nodes are asked for, by shape and label selectors.
public final class Demands {

  private record Shape(Map<String, Double> amounts, List<LabelSelector> selectors) {}

  private Demands() {}

  /// One demand for each shape that there is.
  public static ResourceLoad sum(Stream<ResourceLoad> loads) {
    Map<Shape, ResourceDemand> sums = new LinkedHashMap<>();
    loads
        .flatMap(load -> load.getResourceDemandsList().stream())
        .forEach(demand -> sums.merge(shape(demand), demand, Demands::plus));
    return ResourceLoad.newBuilder().addAllResourceDemands(sums.values()).build();
  }

  private static Shape shape(ResourceDemand demand) {
    return new Shape(demand.getShapeMap(), demand.getLabelSelectorsList());
  }

  private static ResourceDemand plus(ResourceDemand a, ResourceDemand b) {
    return a.toBuilder()
        .setNumReadyRequestsQueued(a.getNumReadyRequestsQueued() + b.getNumReadyRequestsQueued())
        .setNumInfeasibleRequestsQueued(
            a.getNumInfeasibleRequestsQueued() + b.getNumInfeasibleRequestsQueued())
        .setBacklogSize(a.getBacklogSize() + b.getBacklogSize())
        .build();
  }
}
