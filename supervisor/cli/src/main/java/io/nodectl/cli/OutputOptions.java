package io.nodectl.cli;

import io.nodectl.node.JsonText;
import io.nodectl.program.Flag;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/// How a command prints its result.
final class OutputOptions {
  private final Flag<Format> format =
      Flag.of(
          Format.FLAG,
          Flag.Value.oneOf(Format.WORDS),
          Format::read,
          "For people or for programs (default: table).");

  void addTo(CommandSpec spec) {
    format.addTo(spec);
  }

  boolean isJson() {
    return format() == Format.JSON;
  }

  Format format() {
    return format.value().orElse(Format.TABLE);
  }

  /// Prints a result.
  static void printJson(JsonNode json, PrintStream out) {
    out.println(JsonText.pretty(json));
  }
}
