package io.nodectl.raylet;

import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.program.CommandFrame;
import io.nodectl.program.Surroundings;
import java.util.List;

/// The program `raylet`.
public final class RayletMain {

  private RayletMain() {}

  /// Runs the program and ends the process.
  public static void main(String[] args) {
    Program.main("raylet", RayletMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line or setting, 5 if it
  ///     cannot listen, 7 if a fixed port is taken, 8 if gcs-server refuses the node for good
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    var flags = new RayletFlags();
    return new CommandFrame(parent, flags.usage())
        .run(args, () -> new Raylet(parent, flags, Surroundings.ofThisProcess()).run());
  }
}
