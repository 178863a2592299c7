package io.nodectl.raylet.resources;

import java.math.BigDecimal;

/// Amounts in ten-thousandths, as Ray 2.60 counts them: sums are exact, and a third of a processor
/// is as good as none.
public final class FixedPoint {

  /// One of anything.
  public static final long ONE = 10_000;

  private static final int DIGITS = 4;

  /// More bytes than any machine has (2^49), so that sums of some thousands cannot overflow.
  private static final long MOST = (1L << 49) * ONE;

  private FixedPoint() {}

  /// Reads a decimal number.
  ///
  /// @param what it is an amount of, for the message
  /// @throws IllegalArgumentException if it is none, or below 0, or finer than 1/10000
  public static long parse(String text, String what) {
    BigDecimal number;
    try {
      number = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no number; give one such as 1 or 0.5".formatted(what, text), e);
    }
    try {
      return checked(number.movePointRight(DIGITS).longValueExact(), what);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: %s is too large, or finer than 0.0001".formatted(what, text), e);
    }
  }

  /// The same amount.
  ///
  /// @throws IllegalArgumentException if it is below 0, or more than can be
  public static long checked(long units, String what) {
    if (units < 0) {
      throw new IllegalArgumentException(
          "%s: %s is less than nothing; give 0 or more".formatted(what, text(units)));
    }
    if (units > MOST) {
      throw new IllegalArgumentException(
          "%s: %s is more than any machine has".formatted(what, text(units)));
    }
    return units;
  }

  /// That many whole ones.
  public static long of(long whole) {
    return whole * ONE;
  }

  /// Such as `2` or `0.5`.
  public static String text(long units) {
    return BigDecimal.valueOf(units, DIGITS).stripTrailingZeros().toPlainString();
  }

  /// As Ray's messages have it.
  public static double toDouble(long units) {
    return (double) units / ONE;
  }
}
