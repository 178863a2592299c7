package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Problem;
import io.nodectl.node.StatusJson;
import java.io.PrintStream;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells why a command did not do what it was asked: for people on standard error, for programs as
/// an `error` object on standard output.
final class Failures {
  private final Outside outside;
  private final Format format;
  private final ToIntFunction<ExitCode> numbers;

  Failures(Outside outside, Format format) {
    this(outside, format, ExitCode::number);
  }

  /// @param numbers the exit codes of a command that has its own
  Failures(Outside outside, Format format, ToIntFunction<ExitCode> numbers) {
    this.outside = outside;
    this.format = format;
    this.numbers = numbers;
  }

  /// Tells it.
  ///
  /// @return the exit code
  int tell(Problem problem) {
    switch (format) {
      case JSON -> OutputOptions.printJson(asJson(problem), outside.out());
      case TABLE -> tellPeople(problem, outside.err());
    }
    return numbers.applyAsInt(problem.code());
  }

  /// Tells why a program did not run, or did not run to its own end.
  ///
  /// @return the exit code
  int tell(RunFailure failure) {
    switch (format) {
      case JSON -> OutputOptions.printJson(failure.json(), outside.out());
      case TABLE ->
          tellPeople(
              new Problem(
                  ExitCode.COMPONENT_FAILED, "the program", failure.message(), failure.logTail()),
              outside.err());
    }
    return failure.exitCode();
  }

  private static void tellPeople(Problem problem, PrintStream err) {
    err.println("nodectl: " + problem.message());
    if (!problem.logTail().isEmpty()) {
      err.println("The output of %s ends:".formatted(problem.component()));
      problem.logTail().forEach(line -> err.println("  | " + line));
    }
  }

  private static ObjectNode asJson(Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("error", StatusJson.error(problem));
    return json;
  }

  /// Somebody asked for what cannot be right.
  ///
  /// @param called the command whose help would have told
  int usage(CommandLine called, String message) {
    String name = called.getCommandSpec().qualifiedName(" ");
    if (format == Format.JSON) {
      return tell(Problem.ofNode(ExitCode.USAGE, message));
    }
    String typed =
        outside.command() + name.substring(called.getCommandSpec().root().name().length());
    outside.err().println("%s: %s. See '%s --help'.".formatted(name, message, typed));
    return numbers.applyAsInt(ExitCode.USAGE);
  }

  /// A defect of ours.
  int defect(Throwable defect) {
    tell(
        Problem.ofNode(
            ExitCode.BUG,
            "this is a defect in nodectl, please report it with the lines on standard error: "
                + defect));
    defect.printStackTrace(outside.err());
    return numbers.applyAsInt(ExitCode.BUG);
  }
}
