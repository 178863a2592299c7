package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Retry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// What is around a program's work: its arguments before, its exit code after.
public final class CommandFrame {

  private CommandFrame() {}

  /// What a program does once its flags are read.
  @FunctionalInterface
  public interface Work<F> {
    /// Works to the end.
    ///
    /// @throws CannotStart if the work cannot begin
    ExitCode run(F flags) throws CannotStart, InterruptedException;
  }

  /// Reads the arguments, and answers `--help` or works. What keeps it from that is told to the
  /// user on standard error, and to the parent.
  ///
  /// @param flags an object with picocli's annotations, of which the command's name is the
  ///     program's
  /// @return the exit code: that of the work, 2 for a wrong command line, that of {@link
  ///     CannotStart}
  public static <F> int run(Parent parent, List<String> args, F flags, Work<F> work)
      throws InterruptedException {
    CommandLine line = new CommandLine(flags).setColorScheme(Help.defaultColorScheme(Ansi.OFF));
    try {
      line.parseArgs(args.toArray(new String[0]));
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return ExitCode.DONE.number();
      }
      return work.run(flags).number();
    } catch (ParameterException e) {
      String name = line.getCommandName();
      String message = e.getMessage() + ". See " + name + " --help.";
      return failed(parent, name, new CannotStart(ExitCode.USAGE, message));
    } catch (CannotStart e) {
      return failed(parent, line.getCommandName(), e);
    }
  }

  private static int failed(Parent parent, String name, CannotStart why) {
    System.err.println(name + ": " + why.getMessage());
    parent.fail(why.code(), why.getMessage(), Retry.NO);
    return why.code().number();
  }
}
