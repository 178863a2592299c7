package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/// Reads the values of options; an error says what would be right, and not that a parser failed.
final class Values {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000);
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MOST_DIGITS_OF_A_PORT = 5;
  private static final int MOST_DIGITS_OF_A_COUNT = 18;

  private Values() {}

  static NodeName nodeName(String text) {
    try {
      return new NodeName(text);
    } catch (InvalidInput e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// A text that says something: a variable of a script may not be set.
  static String some(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty");
    }
    return text;
  }

  /// An empty one would be the folder that somebody happens to be in.
  static Path path(String text) {
    try {
      return Path.of(some(text));
    } catch (InvalidPathException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// Seconds, with or without a fraction; not negative.
  static Duration seconds(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> isDigit(c) || c == '.')) {
      try {
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.compareTo(LONGEST_SECONDS) <= 0) {
          return Duration.ofMillis(
              seconds.multiply(BigDecimal.valueOf(MILLIS_PER_SECOND)).longValue());
        }
      } catch (NumberFormatException e) {
        // Dots only, or too many: told below.
      }
    }
    throw new TypeConversionException(
        "'%s' is not a number of seconds, such as 60 or 0.5".formatted(text));
  }

  /// Seconds between one question and the next: without any, a cluster would be asked all the time.
  static Duration pause(String text) {
    Duration pause = seconds(text);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      throw new TypeConversionException("'%s' is too short: 0.1 is the least".formatted(text));
    }
    return pause;
  }

  /// A port number; 0 stands for one that the system chooses.
  static int port(String text) {
    if (!isNumber(text, MOST_DIGITS_OF_A_PORT) || Integer.parseInt(text) > Endpoint.MAX_PORT) {
      throw new TypeConversionException("'%s' is not a port (0 to 65535)".formatted(text));
    }
    return Integer.parseInt(text);
  }

  /// A number of things, 0 or more.
  static long count(String text) {
    if (!isNumber(text, MOST_DIGITS_OF_A_COUNT)) {
      throw new TypeConversionException("'%s' is not a number, such as 100".formatted(text));
    }
    return Long.parseLong(text);
  }

  /// @throws InvalidInput if the text is no endpoint
  static Endpoint endpoint(String flag, String text) {
    try {
      return Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(flag + ": " + e.getMessage());
    }
  }

  private static boolean isNumber(String text, int mostDigits) {
    return !text.isEmpty() && text.length() <= mostDigits && text.chars().allMatch(Values::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
