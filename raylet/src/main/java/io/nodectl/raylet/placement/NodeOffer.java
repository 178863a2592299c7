package io.nodectl.raylet.placement;

import io.nodectl.raylet.resources.Amounts;
import java.util.Map;

/// A node that runs workers.
///
/// @param id 56 hexadecimal digits
/// @param address `HOST:PORT` of its raylet
/// @param total what it has
/// @param free what nobody has of it, as far as it is known
/// @param labels what is said of it
/// @param isClosed whether it takes nothing new
public record NodeOffer(
    String id,
    String address,
    Amounts total,
    Amounts free,
    Map<String, String> labels,
    boolean isClosed) {

  public NodeOffer {
    labels = Map.copyOf(labels);
  }

  boolean couldEver(Amounts demand) {
    return !isClosed && total.cover(demand);
  }

  /// Whether there is room for it at the moment.
  public boolean canNow(Amounts demand) {
    return !isClosed && free.cover(demand);
  }

  /// How much of the scarcest of its resources is taken, from 0 to 1; what is only there as a name
  /// says nothing.
  double fullness() {
    return total.units().entrySet().stream()
        .filter(amount -> !amount.getKey().startsWith("node:"))
        .mapToDouble(amount -> 1 - (double) free.of(amount.getKey()) / amount.getValue())
        .max()
        .orElse(0);
  }

  /// The same node with less that is free.
  public NodeOffer without(Amounts taken) {
    return new NodeOffer(id, address, total, free.minus(taken), labels, isClosed);
  }
}
