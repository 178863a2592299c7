package io.nodectl.handshake;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// One run of a program as a process, from `main` to the exit code.
final class ProgramRun {
  private final String name;
  private final Program program;
  private final List<String> args;
  private final CountDownLatch untilHalt = new CountDownLatch(1);

  ProgramRun(String name, Program program, List<String> args) {
    this.name = name;
    this.program = program;
    this.args = args;
  }

  void run() {
    int code = withParent();
    System.out.flush();
    System.err.flush();
    // halt, not exit: exit would wait for the shutdown hook below, which waits for us. The hook is
    // never released,
    // or the JVM could end with the signal's exit code first.
    Runtime.getRuntime().halt(code);
  }

  private int withParent() {
    Parent parent;
    try {
      parent = Parent.inherited();
    } catch (IllegalStateException otherVersion) {
      System.err.println(name + ": " + otherVersion.getMessage());
      return ExitCode.COMPONENT_FAILED.number();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(parent), "signal"));
    return run(parent);
  }

  // Throwable: nothing stands above this to tell the parent of an Error.
  @SuppressWarnings("CatchingUnchecked")
  private int run(Parent parent) {
    try {
      return program.run(parent, args);
    } catch (Throwable defect) {
      System.err.println(name + ": this is a defect in nodectl:");
      defect.printStackTrace();
      parent.fail(ExitCode.BUG, name + " failed by a defect of its own: " + defect, Retry.YES);
      return ExitCode.BUG.number();
    }
  }

  /// Holds the shutdown that the signal began until the program has come to its own end.
  private void stopOnSignal(Parent parent) {
    parent.requestStop(StopReason.SIGNAL);
    try {
      untilHalt.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
