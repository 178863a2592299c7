package io.nodectl.gcs;

import io.nodectl.gcs.inplace.Output;
import io.nodectl.gcs.inplace.RayCall;
import io.nodectl.gcs.inplace.RayCommandLine;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.program.CommandFrame;
import io.nodectl.program.Flag;
import io.nodectl.program.Surroundings;
import io.nodectl.program.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program when it is called as Ray's gcs_server is.
record RaysPlace(Parent parent) {

  /// Runs to the end.
  ///
  /// @return the exit code
  int run(List<String> args) throws InterruptedException {
    var flags = new GcsFlags();
    Usage usage = flags.usage();
    Set<String> names = usage.flags().stream().map(Flag::name).collect(Collectors.toSet());
    RayCall call = new RayCall(RayCommandLine.read(args, names));
    try {
      Output.redirect(call.output(), call.errors());
      Output.takeName();
    } catch (IOException e) {
      System.err.println("gcs-server: its output cannot go where it was told: " + e.getMessage());
      return ExitCode.COMPONENT_FAILED.number();
    }
    // Not before the output goes where it should.
    Logger log = LoggerFactory.getLogger(RaysPlace.class);
    call.warnings().forEach(log::warn);
    Surroundings around = call.in(Surroundings.ofThisProcess());
    return new CommandFrame(parent, usage)
        .run(
            call.arguments(),
            () ->
                new Gcs(parent, flags, new RayManner(call, call.portFile(), flags, around)).run());
  }
}
