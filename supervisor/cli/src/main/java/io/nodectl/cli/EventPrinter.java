package io.nodectl.cli;

import io.nodectl.node.JsonText;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Prints lines of a node's journal, each as it comes: people cannot wait for the widest cell of a
/// table that grows.
final class EventPrinter {
  private static final String HEADING =
      "%-24s  %-15s  %-17s  %s".formatted("TIME", "WHAT", "COMPONENT", "WHY");

  private final PrintStream out;
  private final Format format;
  private final Instant since;
  private boolean begun;

  /// @param since earlier events are left out
  EventPrinter(PrintStream out, Format format, Instant since) {
    this.out = out;
    this.format = format;
    this.since = since;
  }

  /// Prints one line of the journal, if it is wanted. A line that is no event, such as one that a
  /// full disk has cut, is shown to people as it is.
  ///
  /// @return false if nobody reads the output any more
  boolean print(String line) {
    JsonNode event = read(line);
    if (isWanted(event)) {
      switch (format) {
        case JSON -> printJson(event);
        case TABLE -> printText(event, line);
      }
    }
    return !out.checkError();
  }

  private void printJson(JsonNode event) {
    if (event.isObject()) {
      out.println(JsonText.compact(event));
    }
  }

  private void printText(JsonNode event, String line) {
    if (!begun) {
      begun = true;
      out.println(HEADING);
    }
    out.println(event.isObject() ? text(event) : "?  " + line);
  }

  /// Such as `2026-11-23T05:00:00.123Z  died  raylet (2)  killed by SIGKILL`; the number is the
  /// component's generation, if it is not the first.
  static String text(JsonNode event) {
    String component = event.path("component").asString("-");
    int generation = event.path("generation").asInt(1);
    String who = generation > 1 ? component + " (" + generation + ")" : component;
    return "%-24s  %-15s  %-17s  %s"
        .formatted(
            event.path("time").asString("?"),
            event.path("kind").asString("?"),
            who,
            event.path("text").asString(""))
        .stripTrailing();
  }

  private boolean isWanted(JsonNode event) {
    return time(event).map(at -> !at.isBefore(since)).orElse(true);
  }

  private static Optional<Instant> time(JsonNode event) {
    try {
      return Optional.of(Instant.parse(event.path("time").asString("")));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static JsonNode read(String line) {
    try {
      return JsonText.read(line);
    } catch (JacksonException noEvent) {
      return MissingNode.getInstance();
    }
  }
}
