package io.nodectl.cli;

import java.io.PrintStream;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// How a command prints its result.
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "table|json",
      converter = Format.Reader.class,
      completionCandidates = Format.Words.class,
      description = "For people or for programs (default: table).")
  private Format format = Format.TABLE;

  boolean isJson() {
    return format == Format.JSON;
  }

  /// Prints a result.
  static void printJson(JsonNode json, PrintStream out) {
    out.println(json.toPrettyString());
  }
}
