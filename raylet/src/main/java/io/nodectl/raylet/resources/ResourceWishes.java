package io.nodectl.raylet.resources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What somebody says that a node has; what is not said is what was found.
///
/// @param cpus in ten-thousandths
/// @param gpus whole ones
/// @param memoryBytes how much of it may be given away
/// @param others by name, in ten-thousandths
/// @param labels what is said of the node
public record ResourceWishes(
    Optional<Long> cpus,
    Optional<Integer> gpus,
    Optional<Long> memoryBytes,
    Map<String, Long> others,
    Map<String, String> labels) {

  /// Nothing is said.
  public static final ResourceWishes NONE =
      new ResourceWishes(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  public ResourceWishes {
    others = Map.copyOf(others);
    labels = Map.copyOf(labels);
  }

  /// What a machine has.
  ///
  /// @param processors logical ones that may be used
  /// @param memoryBytes that may be used
  /// @param devices ids by resource
  public record Found(int processors, long memoryBytes, Map<String, List<String>> devices) {}

  /// What the node has.
  ///
  /// @param own resources that every node has of itself, such as `node:10.0.0.1`
  public NodeResources of(Found found, Map<String, Long> own, Map<String, String> ownLabels) {
    var devices = new TreeMap<>(found.devices());
    gpus.ifPresent(
        count ->
            devices.put(NodeResources.GPU, ids(count, found.devices().get(NodeResources.GPU))));
    var total = new TreeMap<>(others);
    total.putAll(own);
    total.put(NodeResources.CPU, cpus.orElse(FixedPoint.of(found.processors())));
    total.put(NodeResources.MEMORY, FixedPoint.of(memoryBytes.orElse(found.memoryBytes())));
    devices.forEach((resource, ids) -> total.put(resource, FixedPoint.of(ids.size())));
    var allLabels = new TreeMap<>(labels);
    allLabels.putAll(ownLabels);
    return new NodeResources(new Amounts(total), devices, allLabels);
  }

  /// The first of those that were found, and numbers from 0 on where more are said to be there.
  private static List<String> ids(int count, @Nullable List<String> found) {
    return found != null && found.size() >= count
        ? found.subList(0, count)
        : IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
