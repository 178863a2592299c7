package io.nodectl.raylet.resources;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was given to somebody, until it is given back.
///
/// @param amounts all of it
/// @param devices the devices among it, by the name of their resource: their ids as in /dev
public record Grant(Amounts amounts, Map<String, List<String>> devices) {

  /// Nothing at all.
  public static final Grant NONE = new Grant(Amounts.NONE, Map.of());

  public Grant {
    var copy = new TreeMap<String, List<String>>();
    devices.forEach((resource, ids) -> copy.put(resource, List.copyOf(ids)));
    devices = copy;
  }
}
