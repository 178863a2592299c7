package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import picocli.CommandLine.Model.CommandSpec;

/// One command: what it reads from the command line, and what it then does.
interface Task {
  /// Fills in its options and its help.
  void describe(CommandSpec spec);

  /// Does it.
  ///
  /// @return the exit code, one of {@link ExitCode} unless it is that of a node in the foreground
  /// @throws ProblemException if it could not be done; told by the caller, with its exit code
  /// @throws io.nodectl.node.InvalidInput if the command line asks for what cannot be right
  int run(Outside outside) throws ProblemException, InterruptedException;
}
