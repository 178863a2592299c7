package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.StopReason;
import io.nodectl.spawn.Exit;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.ServiceManager;
import io.nodectl.spawn.SystemCallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The supervisor as the main process of a service. It finds the node's description on its standard
/// input, which ends after it; its standard output is the journal.
public final class ServiceMain {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  private final ServiceVoice voice;
  private final Session session;
  private volatile boolean stopAsked;

  private ServiceMain(ServiceVoice voice, Session session) {
    this.voice = voice;
    this.session = session;
  }

  public static void main(String[] args) {
    int code;
    try {
      code = run(System.getenv());
    } catch (Exception | Error defect) {
      // The hook for signals waits for the end of this process: without an exit it never came.
      defect.printStackTrace();
      code = ExitCode.BUG.number();
    }
    Exit.now(code);
  }

  private static int run(Map<String, String> environment) throws Exception {
    String folder = environment.get(Session.VARIABLE);
    ServiceManager manager = ServiceManager.in(environment).orElse(null);
    if (folder == null || manager == null) {
      System.err.println(
          "nodectl: this is started by nodectl start --block under a service manager");
      return ExitCode.USAGE.number();
    }
    Session session = new Session(Path.of(folder));
    Consumer<String> journal = journal();
    // Its log, as under a guardian; the journal has what concerns the service.
    try (Fd log = Fd.appendTo(session.log("supervisor"))) {
      log.becomes(STANDARD_ERROR);
    }
    return new ServiceMain(new ServiceVoice(manager, journal), session).run(environment, config());
  }

  /// A copy of standard output, which may become another file while the node runs.
  private static Consumer<String> journal() {
    Fd copy = Fd.inherited(STANDARD_OUTPUT).copy();
    return line -> {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      try {
        copy.write(bytes, 0, bytes.length);
      } catch (SystemCallException journalIsGone) {
        // The log of the supervisor has it, too.
      }
    };
  }

  private static byte[] config() throws IOException {
    return System.in.readAllBytes();
  }

  private int run(Map<String, String> environment, byte[] config) throws InterruptedException {
    Parent starter =
        Parent.over(
            OutputStream.nullOutputStream(),
            new SequenceInputStream(new ByteArrayInputStream(config), new Silence()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starter), "signal"));
    try {
      GuardLock.take(session.node(), text -> voice.say(List.of("STATUS=" + text)));
    } catch (ProblemException e) {
      voice.failed(e.problem());
      return e.problem().code().number();
    }
    int code = SupervisorMain.run(starter, environment, Optional.of(voice));
    return stopAsked && code == ExitCode.INTERRUPTED.number() ? ExitCode.DONE.number() : code;
  }

  /// SIGTERM: the node ends in an orderly way, and the JVM waits for it.
  private void stop(Parent starter) {
    stopAsked = true;
    starter.requestStop(new StopReason(StopReason.Cause.SIGNAL, Supervisor.STOP_GRACE));
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
