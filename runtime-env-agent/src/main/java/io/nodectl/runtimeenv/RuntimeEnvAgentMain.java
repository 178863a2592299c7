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
    Surroundings around = Surroundings.ofThisProcess();
    try (Agent agent = agent(flags, access, around)) {
      if (!parent.attached()) {
        ByHand.tell(flags, access, agent, around);
      }
      PortWish port = flags.port();
      try (AgentServer server = port.listen(at -> AgentServer.start(at, agent.front()))) {
        Endpoint at = new Endpoint(port.host(), server.address().getPort());
        parent.bound(Ports.of("http", at));
        if (!parent.attached()) {
          System.err.println(NAME + ": listening on " + at);
        }
        parent.follow(new Wiring(parent, access, agent.gcs()));
        agent.tidy(flags.folder(around));
        var stop = parent.awaitStop();
        agent.tools().close();
        server.stop(stop.grace());
        return ExitCode.DONE;
      }
    }
  }

  private static Agent agent(AgentFlags flags, Access access, Surroundings around)
      throws CannotStart {
    try {
      return Agent.of(flags, access, around);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// Loads what finds a token only where no parent tells it.
  private static final class ByHand {
    static void tell(AgentFlags flags, Access access, Agent agent, Surroundings around)
        throws CannotStart {
      var token = around.token(flags.tokenFile());
      token.ifPresentOrElse(known -> access.require(known.value()), access::allowEverybody);
      agent.gcs().authenticate(token.map(known -> known.value()));
      flags.gcs().ifPresent(agent.gcs()::reach);
    }
  }
}
