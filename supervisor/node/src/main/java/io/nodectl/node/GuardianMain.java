package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.spawn.Exit;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Poller;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/// The guardian of a node that runs in the background: a small JVM that does nothing but wait.
public final class GuardianMain {
  private static final int REPORT_FD = 3;

  private GuardianMain() {}

  public static void main(String[] args) {
    int code;
    try {
      Fd report = Fd.inherited(REPORT_FD);
      code = guard(guardian(System.getenv(), report).inBackground(), System.in);
    } catch (Exception | Error defect) {
      // The hook for signals waits for the end of this process: without an exit it never came.
      defect.printStackTrace();
      code = ExitCode.BUG.number();
    }
    Exit.now(code);
  }

  /// Guards one supervisor to its end.
  ///
  /// @param report the write end of the pipe on which the start is reported
  /// @param orders from the command that asked for the start
  /// @return an exit code of {@link io.nodectl.handshake.ExitCode}
  public static int run(Map<String, String> environment, Fd report, InputStream orders)
      throws Exception {
    return guard(guardian(environment, report), orders);
  }

  private static Guardian guardian(Map<String, String> environment, Fd report)
      throws ProblemException {
    Session session = new Session(Path.of(required(environment, Session.VARIABLE)));
    Guardian.ReportEnd end =
        new Guardian.ReportEnd(report, required(environment, "NODECTL_REPORT"));
    return new Guardian(Distribution.current(), session, environment, end);
  }

  private static int guard(Guardian guardian, InputStream orders) throws InterruptedException {
    try (Poller poller = Poller.open()) {
      return guardian.run(orders, poller);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the guardian is started by nodectl start, which sets " + name);
    }
    return value;
  }
}
