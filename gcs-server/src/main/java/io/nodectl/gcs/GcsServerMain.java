package io.nodectl.gcs;

import io.nodectl.gcs.inplace.RayCommandLine;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.program.CommandFrame;
import io.nodectl.program.Surroundings;
import java.util.List;

/// The program `gcs-server`.
public final class GcsServerMain {

  private GcsServerMain() {}

  /// Runs the program and ends the process.
  public static void main(String[] args) {
    Program.main("gcs-server", GcsServerMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line or setting, 5 if it
  ///     cannot listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    return RayCommandLine.isMeant(args)
        ? new RaysPlace(parent).run(args)
        : underOwnName(parent, args);
  }

  private static int underOwnName(Parent parent, List<String> args) throws InterruptedException {
    var flags = new GcsFlags();
    Surroundings around = Surroundings.ofThisProcess();
    return new CommandFrame(parent, flags.usage())
        .run(
            args,
            () ->
                flags.restore().isPresent()
                    ? new Restoring(flags, around).run()
                    : new Gcs(parent, flags, new OwnManner(parent, flags, around)).run());
  }
}
