package io.nodectl.handshake;

import java.util.List;

/// What a program does between its start and its exit code.
@FunctionalInterface
public interface Program {
  /// Runs to the end. `main` calls it once; a test or a training run calls it with a parent of its
  /// own.
  ///
  /// @return the exit code, 0 to 255
  /// @throws Exception a defect: what can be expected to go wrong is told by {@link Parent#fail}
  ///     and an exit code
  int run(Parent parent, List<String> args) throws Exception;

  /// The whole `main` of a program: finds the parent, turns SIGTERM and SIGINT into {@link
  /// Parent#requestStop}, reports a defect as FAIL with code `bug`, and ends the process with the
  /// exit code of `run`. Does not return.
  ///
  /// @param name what the program is called in its messages
  static void main(String name, Program program, String[] args) {
    new ProgramRun(name, program, List.of(args)).run();
  }
}
