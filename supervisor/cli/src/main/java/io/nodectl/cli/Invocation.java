package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// One call of nodectl, from its arguments to its exit code.
final class Invocation {
  private final Outside outside;

  Invocation(Outside outside) {
    this.outside = outside;
  }

  /// Reads the command line, does what it says, and tells what went wrong.
  int run(List<String> args) {
    int code = perform(args);
    return outside.out().checkError() && !outside.readerEnded() ? unwritten(code, args) : code;
  }

  /// A result that nobody has is no success, such as one on a full disk.
  private int unwritten(int code, List<String> args) {
    outside
        .err()
        .println(
            "nodectl: standard output could not be written, so the result is not whole."
                + " Is the disk full?");
    return code == ExitCode.DONE.number()
        ? Commands.exitCodes(helpAsFlag(args)).applyAsInt(ExitCode.COMPONENT_FAILED)
        : code;
  }

  private int perform(List<String> args) {
    List<String> words = helpAsFlag(args);
    Failures failures = new Failures(outside, Format.askedBy(args), Commands.exitCodes(words));
    CommandLine line = Commands.lineFor(words);
    try {
      return run(line, words, failures);
    } catch (ParameterException e) {
      return failures.usage(e.getCommandLine(), UsageText.of(e));
    } catch (ProblemException e) {
      return failures.tell(e.problem());
    } catch (InterruptedException e) {
      return failures.tell(Problem.ofNode(ExitCode.INTERRUPTED, "interrupted"));
    } catch (RuntimeException | Error defect) {
      return failures.defect(defect);
    }
  }

  private int run(CommandLine line, List<String> words, Failures failures)
      throws ProblemException, InterruptedException {
    List<CommandLine> chain = line.parseArgs(words.toArray(String[]::new)).asCommandLineList();
    CommandLine called = chain.getLast();
    if (called.isUsageHelpRequested()) {
      return help(called);
    }
    if (called.isVersionHelpRequested()) {
      return new VersionCommand().run(outside);
    }
    if (!(called.getCommand() instanceof Task task)) {
      return failures.usage(called, "a command is missing");
    }
    try {
      return task.run(outside);
    } catch (InvalidInput e) {
      return failures.usage(called, String.valueOf(e.getMessage()));
    }
  }

  private int help(CommandLine called) {
    if (called.getParent() == null) {
      // Once help is asked for, picocli lets everything else pass, also an unknown command.
      List<String> unknown = called.getUnmatchedArguments();
      if (!unknown.isEmpty()) {
        throw new UnmatchedArgumentException(called, unknown);
      }
      called.getCommandSpec().usageMessage().footer(Overview.footer());
    }
    called.usage(outside.out());
    return ExitCode.DONE.number();
  }

  /// `help start` means `start --help`.
  private static List<String> helpAsFlag(List<String> args) {
    if (args.isEmpty() || !args.getFirst().equals("help")) {
      return args;
    }
    List<String> words = new ArrayList<>(args.subList(1, args.size()));
    words.add("--help");
    return words;
  }
}
