package io.nodectl.raylet.resources;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much of each resource, in ten-thousandths ({@link FixedPoint}). What is not named is 0.
///
/// @param units by name; none is 0 or less
public record Amounts(SortedMap<String, Long> units) {

  /// Nothing.
  public static final Amounts NONE = new Amounts(new TreeMap<>());

  public Amounts {
    var copy = new TreeMap<>(units);
    copy.values().removeIf(amount -> amount == 0);
    units = Collections.unmodifiableSortedMap(copy);
  }

  /// What somebody asks for.
  ///
  /// @throws IllegalArgumentException if an amount is below 0, or a resource has no name
  public static Amounts asked(Map<String, Long> units) {
    units.forEach(
        (name, amount) -> {
          if (name.isBlank()) {
            throw new IllegalArgumentException("resources: a resource has an empty name");
          }
          FixedPoint.checked(amount, "resources: " + name);
        });
    return new Amounts(new TreeMap<>(units));
  }

  /// How much of one resource.
  public long of(String name) {
    return units.getOrDefault(name, 0L);
  }

  public boolean isNone() {
    return units.isEmpty();
  }

  /// Whether there is at least as much of everything.
  public boolean cover(Amounts wanted) {
    return wanted.units.entrySet().stream().allMatch(e -> of(e.getKey()) >= e.getValue());
  }

  public Amounts plus(Amounts other) {
    var sum = new TreeMap<>(units);
    other.units.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
    return new Amounts(sum);
  }

  /// What is left, which is never less than nothing.
  public Amounts minus(Amounts other) {
    var rest = new TreeMap<>(units);
    other.units.forEach((name, amount) -> rest.merge(name, -amount, Long::sum));
    rest.values().removeIf(amount -> amount < 0);
    return new Amounts(rest);
  }

  /// As Ray's messages have it.
  public Map<String, Double> asDoubles() {
    return units.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> FixedPoint.toDouble(e.getValue())));
  }

  /// Such as `CPU: 2, GPU: 0.5`.
  @Override
  public String toString() {
    return units.entrySet().stream()
        .map(e -> e.getKey() + ": " + FixedPoint.text(e.getValue()))
        .collect(Collectors.joining(", "));
  }
}
