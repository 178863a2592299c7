package io.nodectl.runtimeenv;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Program;
import io.nodectl.handshake.Retry;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The program `runtime-env-agent`.
public final class RuntimeEnvAgentMain {
  private static final String NAME = "runtime-env-agent";

  private RuntimeEnvAgentMain() {}

  /// Does not return.
  ///
  /// @param args see `--help`
  public static void main(String[] args) {
    Program.main(NAME, RuntimeEnvAgentMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line, 5 if it cannot
  ///     listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    AgentFlags flags = new AgentFlags();
    CommandLine line =
        new CommandLine(flags)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    try {
      line.parseArgs(args.toArray(new String[0]));
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return ExitCode.DONE.number();
      }
      return serve(parent, flags);
    } catch (ParameterException e) {
      return failed(parent, ExitCode.USAGE, e.getMessage() + ". See " + NAME + " --help.");
    } catch (CannotStart e) {
      return failed(parent, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static int serve(Parent parent, AgentFlags flags)
      throws InterruptedException, CannotStart {
    Access access = new Access();
    if (!parent.attached()) {
      HandToken.apply(flags.tokenFile(), System.getenv(), access);
    }
    RuntimeEnvs environments = new RuntimeEnvs(new EnvironmentMaker(), System::nanoTime);
    HttpFront front = new HttpFront(access, new AgentApi(environments, flags.node()));
    try (AgentServer server = listen(flags, front)) {
      Endpoint at = new Endpoint(flags.host(), server.address().getPort());
      parent.bound(Ports.of("http", at));
      if (!parent.attached()) {
        System.err.println(NAME + ": listening on " + at);
      }
      parent.follow(new Wiring(parent, access));
      server.stop(parent.awaitStop().grace());
      return ExitCode.DONE.number();
    }
  }

  private static AgentServer listen(AgentFlags flags, HttpFront front) throws CannotStart {
    try {
      return AgentServer.start(flags.address(), front);
    } catch (IOException e) {
      throw cannotListen(flags, e);
    }
  }

  private static CannotStart cannotListen(AgentFlags flags, IOException why) {
    String where = "port " + flags.port() + " of " + flags.host();
    // BindException also stands for an address that is not ours; only its text (EADDRINUSE)
    // differs.
    if (why instanceof BindException && String.valueOf(why.getMessage()).contains("in use")) {
      return new CannotStart(
          ExitCode.PORT_TAKEN,
          where + " is taken. Name another one with --port, or none for any free one.");
    }
    return new CannotStart(
        ExitCode.COMPONENT_FAILED,
        "cannot listen on " + where + ": " + why.getMessage() + ". Name another --host or --port.");
  }

  private static int failed(Parent parent, ExitCode code, String message) {
    System.err.println(NAME + ": " + message);
    parent.fail(code, message, Retry.NO);
    return code.number();
  }
}
