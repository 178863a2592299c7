package io.nodectl.raylet.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who has what of a node. For one thread.
///
/// Devices are given as such: of a fraction, the fullest device on which it fits, so that others
/// stay whole for those who need whole ones.
public final class Ledger {

  private final NodeResources node;
  private final Map<String, Map<String, Long>> freeOfDevice = new TreeMap<>();
  private Amounts free;

  public Ledger(NodeResources node) {
    this.node = node;
    this.free = node.total();
    node.devices()
        .forEach(
            (resource, ids) -> {
              var all = new TreeMap<String, Long>(Ledger::byNumber);
              ids.forEach(id -> all.put(id, FixedPoint.ONE));
              freeOfDevice.put(resource, all);
            });
  }

  /// What an attempt to take something comes to.
  public sealed interface Answer {}

  /// It is given.
  public record Given(Grant grant) implements Answer {}

  /// It is not free now.
  ///
  /// @param why for a person
  public record NotNow(String why) implements Answer {}

  /// This node will never have it.
  ///
  /// @param why for a person
  public record Never(String why) implements Answer {}

  /// What nobody has.
  public Amounts free() {
    return free;
  }

  public Amounts total() {
    return node.total();
  }

  /// Whether nothing is given away.
  public boolean isIdle() {
    return free.equals(node.total());
  }

  /// Takes what is wanted, or nothing.
  public Answer take(Amounts wanted) {
    Optional<String> never = lacking(wanted);
    if (never.isPresent()) {
      return new Never(never.get());
    }
    Optional<String> missing = missing(wanted);
    if (missing.isPresent()) {
      return new NotNow(missing.get());
    }
    var devices = new TreeMap<String, List<String>>();
    for (String resource : freeOfDevice.keySet()) {
      long amount = wanted.of(resource);
      if (amount > 0) {
        List<String> ids = choose(resource, amount);
        long each = Math.min(amount, FixedPoint.ONE);
        ids.forEach(id -> ofDevices(resource).merge(id, -each, Long::sum));
        devices.put(resource, ids);
      }
    }
    free = free.minus(wanted);
    return new Given(new Grant(wanted, devices));
  }

  /// Takes something back that was given by {@link #take}; to be called once for each grant.
  public void giveBack(Grant grant) {
    free = free.plus(grant.amounts());
    grant
        .devices()
        .forEach(
            (resource, ids) -> {
              long each = Math.min(grant.amounts().of(resource), FixedPoint.ONE);
              ids.forEach(id -> ofDevices(resource).merge(id, each, Long::sum));
            });
  }

  /// What the node does not have even when nobody has anything of it.
  private Optional<String> lacking(Amounts wanted) {
    for (Map.Entry<String, Long> want : wanted.units().entrySet()) {
      long total = node.total().of(want.getKey());
      if (want.getValue() > total) {
        return Optional.of(
            total == 0
                ? "this node has no " + want.getKey()
                : "%s: %s are needed, this node has %s"
                    .formatted(
                        want.getKey(), FixedPoint.text(want.getValue()), FixedPoint.text(total)));
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(Amounts wanted) {
    for (Map.Entry<String, Long> want : wanted.units().entrySet()) {
      String resource = want.getKey();
      if (want.getValue() > free.of(resource)) {
        return Optional.of(
            "%s: %s are needed, %s of %s are free here"
                .formatted(
                    resource,
                    FixedPoint.text(want.getValue()),
                    FixedPoint.text(free.of(resource)),
                    FixedPoint.text(node.total().of(resource))));
      }
      if (freeOfDevice.containsKey(resource) && choose(resource, want.getValue()).isEmpty()) {
        return Optional.of(
            "%s: %s are needed, and what is free here is in parts of several"
                .formatted(resource, FixedPoint.text(want.getValue())));
      }
    }
    return Optional.empty();
  }

  /// The devices for that amount; none if it does not fit on any.
  private List<String> choose(String resource, long amount) {
    Map<String, Long> devices = ofDevices(resource);
    if (amount < FixedPoint.ONE) {
      return devices.entrySet().stream()
          .filter(device -> device.getValue() >= amount)
          .min(Map.Entry.comparingByValue())
          .map(device -> List.of(device.getKey()))
          .orElse(List.of());
    }
    var whole = new ArrayList<String>();
    devices.forEach(
        (id, left) -> {
          if (left == FixedPoint.ONE && whole.size() < amount / FixedPoint.ONE) {
            whole.add(id);
          }
        });
    return whole.size() == amount / FixedPoint.ONE ? whole : List.of();
  }

  private Map<String, Long> ofDevices(String resource) {
    return freeOfDevice.getOrDefault(resource, Map.of());
  }

  /// Device 10 comes after device 9; what is no number, such as the UUID of a device, by its text.
  private static int byNumber(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength == 0 ? one.compareTo(other) : byLength;
  }
}
