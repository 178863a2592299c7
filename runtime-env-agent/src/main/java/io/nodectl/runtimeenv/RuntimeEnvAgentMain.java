package io.nodectl.runtimeenv;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Program;
import io.nodectl.program.CannotStart;
import io.nodectl.program.CommandFrame;
import io.nodectl.program.PortWish;
import io.nodectl.program.Surroundings;
import java.util.List;

/// The program `runtime-env-agent`.
public final class RuntimeEnvAgentMain {
  private static final String NAME = AgentFlags.PROGRAM;

  private RuntimeEnvAgentMain() {}

  /// Runs the program and ends the process.
  public static void main(String[] args) {
    Program.main(NAME, RuntimeEnvAgentMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line or setting, 5 if it
  ///     cannot listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    var flags = new AgentFlags();
    return new CommandFrame(parent, flags.usage()).run(args, () -> serve(parent, flags));
  }

  private static ExitCode serve(Parent parent, AgentFlags flags)
      throws InterruptedException, CannotStart {
    Access access = new Access();
    if (!parent.attached()) {
      ByHand.decide(access, flags);
    }
    RuntimeEnvs environments = new RuntimeEnvs(new EnvironmentMaker(), System::nanoTime);
    HttpFront front = new HttpFront(access, new AgentApi(environments, flags.node()));
    PortWish port = flags.port();
    try (AgentServer server = port.listen(at -> AgentServer.start(at, front))) {
      Endpoint at = new Endpoint(port.host(), server.address().getPort());
      parent.bound(Ports.of("http", at));
      if (!parent.attached()) {
        System.err.println(NAME + ": listening on " + at);
      }
      parent.follow(new Wiring(parent, access));
      server.stop(parent.awaitStop().grace());
      return ExitCode.DONE;
    }
  }

  /// Loads what finds a token only where no parent tells it.
  private static final class ByHand {
    static void decide(Access access, AgentFlags flags) throws CannotStart {
      Surroundings.ofThisProcess()
          .token(flags.tokenFile())
          .ifPresentOrElse(token -> access.require(token.value()), access::allowEverybody);
    }
  }
}
