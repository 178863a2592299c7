package io.nodectl.gcs.resources;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Amounts of resources by their names, such as `CPU`. What is not named is there in the amount 0.
///
/// Counted in ten-thousandths, as Ray 2.60 does: sums of fractions such as 0.1 stay exact.
///
/// A class and no record: a node with many placement groups has hundreds of them, and is asked at
/// each plan, so that they are not copied when they are made.
public final class Resources {

  private static final double SCALE = 10_000;

  private static final Resources NONE = new Resources(Map.of());

  private final Map<String, Long> tenThousandths;

  /// @param tenThousandths by name; no zeros; nobody changes it any more
  private Resources(Map<String, Long> tenThousandths) {
    this.tenThousandths = tenThousandths;
  }

  public static Resources none() {
    return NONE;
  }

  /// Takes a message's map; an amount that is no number counts as 0, an infinite one as the largest
  /// there is.
  public static Resources of(Map<String, Double> amounts) {
    Map<String, Long> scaled = HashMap.newHashMap(amounts.size());
    amounts.forEach(
        (name, amount) -> {
          long tenThousandths = Math.round(amount * SCALE);
          if (tenThousandths != 0) {
            scaled.put(name, tenThousandths);
          }
        });
    return new Resources(scaled);
  }

  /// The amounts in ten-thousandths, by name; no zeros.
  public Map<String, Long> tenThousandths() {
    return Collections.unmodifiableMap(tenThousandths);
  }

  public boolean isEmpty() {
    return tenThousandths.isEmpty();
  }

  /// The amount of one of them, in ten-thousandths.
  public long amount(String name) {
    return tenThousandths.getOrDefault(name, 0L);
  }

  /// Whether all that is demanded is here.
  public boolean cover(Resources demand) {
    for (Map.Entry<String, Long> wanted : demand.tenThousandths.entrySet()) {
      if (amount(wanted.getKey()) < wanted.getValue()) {
        return false;
      }
    }
    return true;
  }

  public Resources plus(Resources other) {
    return combined(other, 1);
  }

  /// The difference; amounts below 0 are possible.
  public Resources minus(Resources other) {
    return combined(other, -1);
  }

  /// The form of a message.
  public Map<String, Double> toMap() {
    Map<String, Double> amounts = HashMap.newHashMap(tenThousandths.size());
    tenThousandths.forEach((name, amount) -> amounts.put(name, amount / SCALE));
    return amounts;
  }

  private Resources combined(Resources other, int sign) {
    if (other.isEmpty()) {
      return this;
    }
    Map<String, Long> sum = new HashMap<>(tenThousandths);
    other.tenThousandths.forEach(
        (name, amount) ->
            sum.compute(
                name,
                (_, before) -> {
                  long after = (before == null ? 0 : before) + sign * amount;
                  return after == 0 ? null : after;
                }));
    return new Resources(sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resources that && tenThousandths.equals(that.tenThousandths);
  }

  @Override
  public int hashCode() {
    return tenThousandths.hashCode();
  }

  @Override
  public String toString() {
    return tenThousandths.toString();
  }
}
