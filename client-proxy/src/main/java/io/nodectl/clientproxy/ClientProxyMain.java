package io.nodectl.clientproxy;

import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.program.CommandFrame;
import io.nodectl.program.Surroundings;
import java.util.List;

/// The program `client-proxy`.
public final class ClientProxyMain {

  private ClientProxyMain() {}

  /// Runs the program and ends the process.
  public static void main(String[] args) {
    Program.main("client-proxy", ClientProxyMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line or setting, 5 if it
  ///     cannot listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    var flags = new ProxyFlags();
    return new CommandFrame(parent, flags.usage())
        .run(args, () -> new ClientProxy(parent, flags, Surroundings.ofThisProcess()).run());
  }
}
