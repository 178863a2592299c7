package io.nodectl.raylet.resources;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a node has.
///
/// @param total all of it, devices counted in
/// @param devices the ids of its devices, by the name of their resource
/// @param labels what is said of the node
public record NodeResources(
    Amounts total, Map<String, List<String>> devices, Map<String, String> labels) {

  public static final String CPU = "CPU";
  public static final String MEMORY = "memory";

  /// Devices for which an environment variable tells which of them are meant.
  public static final String GPU = "GPU";

  public static final String NPU = "NPU";

  public NodeResources {
    var copy = new TreeMap<String, List<String>>();
    devices.forEach((resource, ids) -> copy.put(resource, List.copyOf(ids)));
    devices = copy;
    labels = Map.copyOf(labels);
  }

  /// Whether what is asked for makes sense anywhere: a fraction of a device is of one, and more
  /// than one is whole.
  ///
  /// @throws IllegalArgumentException if not
  public static void checkDevices(Amounts wanted) {
    for (String resource : List.of(GPU, NPU)) {
      long amount = wanted.of(resource);
      if (amount > FixedPoint.ONE && amount % FixedPoint.ONE != 0) {
        throw new IllegalArgumentException(
            "resources: %s: %s of them is neither a part of one nor a whole number"
                .formatted(resource, FixedPoint.text(amount)));
      }
    }
  }
}
