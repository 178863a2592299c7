package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Amounts of resources, in ten-thousandths as Ray counts them.
final class Amounts {
  /// What one is.
  static final long ONE = 10_000;

  static final String CPU = "CPU";
  static final String GPU = "GPU";
  static final String MEMORY = "memory";

  /// These have flags of their own, as in Ray.
  private static final Map<String, String> OWN_FLAGS =
      Map.of(CPU, "--num-cpus", GPU, "--num-gpus", MEMORY, "--memory");

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
  private static final int DIGITS = 4;
  private static final String UNITS = "KMGTP";
  private static final long KIBI = 1024;

  private Amounts() {}

  /// Reads `2` or `0.5`.
  ///
  /// @throws TypeConversionException if it is none, negative, or finer than a ten-thousandth
  static long read(String text) {
    BigDecimal number =
        number(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is no amount, such as 2 or 0.5 (not negative)".formatted(text)));
    if (number.compareTo(MOST) > 0) {
      throw new TypeConversionException("'%s' is more than there can be".formatted(text));
    }
    try {
      return number.setScale(DIGITS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException(
          "'%s' is no amount: at most 4 digits may stand after the point".formatted(text));
    }
  }

  /// Reads a number of things that are given away whole, such as `2`.
  ///
  /// @throws TypeConversionException if it is none
  static long whole(String text) {
    Optional<BigDecimal> number = number(text);
    if (number.isEmpty() || number.get().stripTrailingZeros().scale() > 0) {
      throw new TypeConversionException(
          "'%s' is no whole number, such as 0 or 2 (not negative)".formatted(text));
    }
    return read(text);
  }

  /// Empty if it is none, or negative; NaN and inf are none either.
  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text)).filter(number -> number.signum() >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Reads a number of bytes such as `512M`, `1.5GiB` or `1000000`; the units are powers of 1024.
  ///
  /// @return ten-thousandths of a byte, whole bytes
  /// @throws TypeConversionException if it is none
  static long bytes(String text) {
    String number = text.toUpperCase(Locale.ROOT).replaceFirst("(?<=[0-9KMGTP])I?B$", "");
    int unit = number.isEmpty() ? -1 : UNITS.indexOf(number.charAt(number.length() - 1));
    BigDecimal bytes =
        number(unit < 0 ? number : number.substring(0, number.length() - 1))
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        ("'%s' is no size, such as 512M, 1.5G or 1000000: a number of bytes, or"
                                + " one with K, M, G, T or P after it (not negative)")
                            .formatted(text)));
    for (int i = 0; i <= unit; i++) {
      bytes = bytes.multiply(BigDecimal.valueOf(KIBI));
    }
    try {
      return Math.multiplyExact(bytes.setScale(0, RoundingMode.CEILING).longValueExact(), ONE);
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'%s' are more bytes than there can be".formatted(text));
    }
  }

  /// Reads a JSON object such as `{"special": 2}`.
  ///
  /// @throws InvalidInput if it is none, or has what has a flag of its own
  static Map<String, Long> custom(String flag, String json) {
    Map<String, Long> amounts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object(flag, json).properties()) {
      String name = entry.getKey();
      if (name.isBlank()) {
        throw new InvalidInput("%s: a resource there has no name".formatted(flag));
      }
      if (OWN_FLAGS.containsKey(name)) {
        throw new InvalidInput(
            "%s: '%s' has no place there: use %s".formatted(flag, name, OWN_FLAGS.get(name)));
      }
      if (!entry.getValue().isNumber()) {
        throw new InvalidInput("%s: the amount of '%s' is no number".formatted(flag, name));
      }
      try {
        amounts.put(name, read(entry.getValue().asString("")));
      } catch (TypeConversionException e) {
        throw new InvalidInput("%s: '%s': %s".formatted(flag, name, e.getMessage()));
      }
    }
    return amounts;
  }

  private static JsonNode object(String flag, String json) {
    try {
      JsonNode tree = JsonMapper.shared().readTree(json);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JacksonException e) {
      // Told below.
    }
    throw new InvalidInput(
        "%s: '%s' is no JSON object such as {\"special\": 2}".formatted(flag, json));
  }

  /// Such as `2` or `0.5`.
  static String text(long amount) {
    return BigDecimal.valueOf(amount, DIGITS).stripTrailingZeros().toPlainString();
  }
}
