package io.nodectl.gcs;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.handshake.Retry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The program `gcs-server`.
public final class GcsServerMain {

  private GcsServerMain() {}

  /// Runs the program and ends the process.
  public static void main(String[] args) {
    Program.main("gcs-server", GcsServerMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line or setting, 5 if it
  ///     cannot listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    var flags = new GcsFlags();
    try {
      CommandLine line =
          new CommandLine(flags)
              .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
      line.parseArgs(args.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return ExitCode.DONE.number();
      }
      return new Gcs(parent, flags, Surroundings.ofThisProcess()).run().number();
    } catch (ParameterException e) {
      return failed(parent, ExitCode.USAGE, e.getMessage() + ". See gcs-server --help.");
    } catch (CannotStart e) {
      return failed(parent, e.code(), e.getMessage());
    }
  }

  private static int failed(Parent parent, ExitCode code, String message) {
    System.err.println("gcs-server: " + message);
    parent.fail(code, message, Retry.NO);
    return code.number();
  }
}
