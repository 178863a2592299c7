package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Retry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What is around a program's work: its arguments before, its exit code after.
///
/// @param parent is told what keeps the program from its work
/// @param usage how the program is called
public record CommandFrame(Parent parent, Usage usage) {

  /// What a program does once its flags are read.
  @FunctionalInterface
  public interface Work {
    /// Works to the end.
    ///
    /// @throws CannotStart if the work cannot begin
    ExitCode run() throws CannotStart, InterruptedException;
  }

  /// Reads the arguments into the flags, and answers `--help` or works. What keeps it from that is
  /// told to the user on standard error, and to the parent.
  ///
  /// @return the exit code: that of the work, 2 for a wrong command line, that of {@link
  ///     CannotStart}
  public int run(List<String> args, Work work) throws InterruptedException {
    CommandLine line = usage.commandLine();
    try {
      line.parseArgs(args.toArray(new String[0]));
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return ExitCode.DONE.number();
      }
      return work.run().number();
    } catch (ParameterException e) {
      return failed(ExitCode.USAGE, e.getMessage() + ". See " + usage.name() + " --help.");
    } catch (CannotStart e) {
      return failed(e.code(), e.getMessage());
    }
  }

  private int failed(ExitCode code, String message) {
    System.err.println(usage.name() + ": " + message);
    parent.fail(code, message, Retry.NO);
    return code.number();
  }
}
