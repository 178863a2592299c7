package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.process.ChildEvent;
import io.nodectl.process.ChildListener;
import io.nodectl.process.Ownership;
import io.nodectl.process.Verdict;
import io.nodectl.raylet.workers.WorkerEvent.NotExecuted;
import io.nodectl.raylet.workers.WorkerEvent.ProgramEnded;
import io.nodectl.raylet.workers.WorkerEvent.ProgramFailed;
import io.nodectl.raylet.workers.WorkerEvent.ProgramReady;
import io.nodectl.raylet.workers.WorkerEvent.ReportRefused;
import io.nodectl.spawn.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Says what the events of a child mean for the worker that it is.
///
/// @param socketFile where it listens if that is no port; empty if it is
/// @param exec what was to be executed
/// @param oomKills counts the processes that the kernel has killed for want of memory
record ChildNews(ProgramListener listener, String socketFile, ProgramExec exec, OomCounter oomKills)
    implements ChildListener {

  private static final int SIGKILL = 9;

  // errno(3) on Linux.
  private static final int ENOENT = 2;
  private static final int E2BIG = 7;
  private static final int ENOEXEC = 8;
  private static final int EACCES = 13;
  private static final int ENOTDIR = 20;
  private static final int ETXTBSY = 26;
  private static final int ENAMETOOLONG = 36;
  private static final int ELOOP = 40;

  @Override
  public void on(ChildEvent event) {
    switch (event) {
      case ChildEvent.Launched(long pid) -> listener.running(pid);
      case ChildEvent.Bound bound -> bound(bound);
      case ChildEvent.Ready _ -> listener.event(new ProgramReady());
      case ChildEvent.Status status -> listener.said(status.text());
      case ChildEvent.Refused(Verdict verdict, String what) -> {
        listener.said("a report was refused: " + what);
        listener.event(new ReportRefused(new Failure(FailureCode.BAD_REPORT, verdict.message())));
      }
      case ChildEvent.LogDropped dropped ->
          listener.said(
              "%d lines of its output (%d bytes) are not in its logs: %s"
                  .formatted(dropped.lines(), dropped.bytes(), dropped.why()));
      case ChildEvent.Failed(Verdict verdict) -> failed(verdict);
      case ChildEvent.Ended ended ->
          listener.event(
              new ProgramEnded(
                  new End.OfProgram(
                      ended.status(), wasKilledForMemory(ended.status()), ended.lastLines())));
      case ChildEvent.Extended _, ChildEvent.DebuggerAwaited _, ChildEvent.Exited _ -> {}
    }
  }

  private void bound(ChildEvent.Bound bound) {
    Map<String, String> ports = new TreeMap<>();
    bound
        .ports()
        .byName()
        .forEach((name, at) -> at.ifPresent(to -> ports.put(name, to.toString())));
    if (!socketFile.isEmpty()) {
      ports.put(Template.MAIN, "unix:" + socketFile);
    }
    String unchecked =
        switch (bound.ownership()) {
          case Ownership.CannotTell(String why) -> why;
          case Ownership.Held _, Ownership.NotHeld _ -> "";
        };
    listener.bound(ports, unchecked);
  }

  private void failed(Verdict verdict) {
    switch (verdict) {
      // Its end follows, and says more.
      case Verdict.Died _ -> {}
      case Verdict.CannotStart(String why, int errno) ->
          listener.event(new NotExecuted(new Failure(code(errno), why)));
      case Verdict.TooLate _ -> tell(FailureCode.TOO_LATE, verdict);
      case Verdict.NotOwner _, Verdict.NumberTaken _ -> tell(FailureCode.PORT_NOT_HELD, verdict);
      case Verdict.OwnWords _ -> tell(FailureCode.OWN_WORDS, verdict);
      case Verdict.ClosedWithoutReporting _,
          Verdict.Malformed _,
          Verdict.OtherVersion _,
          Verdict.CutOff _ ->
          tell(FailureCode.BAD_REPORT, verdict);
    }
  }

  private void tell(FailureCode code, Verdict verdict) {
    listener.event(new ProgramFailed(new Failure(code, verdict.message())));
  }

  private FailureCode code(int errno) {
    return switch (errno) {
      case ENOENT, ENOTDIR, EACCES -> ofPath(errno);
      case ENOEXEC, ETXTBSY, E2BIG, ENAMETOOLONG, ELOOP -> FailureCode.CANNOT_EXECUTE;
      default -> FailureCode.CANNOT_START;
    };
  }

  /// What there is not may be the directory, the program, or the interpreter that it names.
  private FailureCode ofPath(int errno) {
    Path directory = exec.directory();
    if (!Files.isDirectory(directory) || !Files.isExecutable(directory)) {
      return FailureCode.CANNOT_START;
    }
    String program = exec.command().getFirst();
    return errno != ENOENT || (program.startsWith("/") && Files.exists(Path.of(program)))
        ? FailureCode.CANNOT_EXECUTE
        : FailureCode.NOT_FOUND;
  }

  private boolean wasKilledForMemory(ExitStatus status) {
    return status instanceof ExitStatus.Signaled(int signal, boolean _)
        && signal == SIGKILL
        && oomKills.take();
  }
}
