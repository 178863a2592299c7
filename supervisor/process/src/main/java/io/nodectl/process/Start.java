package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.Child;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.ListeningFd;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts one child, with all pipes to and from it.
final class Start {
  private static final String VARIABLE = "NODECTL_REPORT";
  private static final int IN = 0;
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int REPORT = 3;

  private final ChildSpec spec;
  private final Means means;
  private final Plumbing plumbing = new Plumbing();
  private final Map<String, String> environment;
  private Optional<Endpoint> listening = Optional.empty();

  Start(ChildSpec spec, Means means) {
    this.spec = spec;
    this.means = means;
    this.environment = new HashMap<>(spec.environment());
  }

  /// Makes the pipes and starts the child. The parent's copies of the child's ends are closed when
  /// this returns, so that the end of a pipe can be seen.
  ///
  /// @param onLoss told of output that does not get to the disk; on the disk's thread
  /// @throws SpawnException if the program cannot be executed
  /// @throws io.nodectl.spawn.SystemCallException if there is no free descriptor or port
  Streams run(Consumer<Loss> onLoss) throws SpawnException {
    try {
      Fd report = plumbing.fromChild(REPORT);
      environment.put(VARIABLE, identity(plumbing.descriptor(REPORT)));
      Fd in = spec.stdin() == StandardInput.NULL ? null : plumbing.toChild(IN);
      Fd out = plumbing.fromChild(OUT);
      Fd err = outputOfItsOwn();
      Child child = means.spawner().spawn(whatToSpawn());
      plumbing.handedOver();
      return new Streams(
          child,
          orders(in),
          input(in),
          new ReportPipe(report),
          outputs(out, err, onLoss),
          listening);
    } catch (SpawnException | RuntimeException e) {
      plumbing.closeAll();
      throw e;
    }
  }

  /// The child compares device and inode, because a number alone may be another file by then.
  private static String identity(Fd writeEnd) {
    return "v=1,fd=" + REPORT + ",dev=" + writeEnd.device() + ",ino=" + writeEnd.inode();
  }

  private @Nullable Fd outputOfItsOwn() {
    if (spec.output() instanceof ChildOutput.Apart) {
      return plumbing.fromChild(ERR);
    }
    plumbing.same(ERR, OUT);
    return null;
  }

  private SpawnSpec whatToSpawn() throws SpawnException {
    if (spec.ports() instanceof PortSource.ByListening(String name, String host)) {
      ListeningFd socket = ListeningFd.open(host);
      plumbing.give(REPORT, socket.socket());
      listening = Optional.of(new Endpoint(host, socket.port()));
      environment.remove(VARIABLE);
      return SocketActivation.of(plain(), name);
    }
    return plain();
  }

  private SpawnSpec plain() {
    return new SpawnSpec(spec.command(), environment, spec.directory(), plumbing.ofChild());
  }

  private @Nullable InputPipe orders(@Nullable Fd in) {
    return in != null && spec.stdin() == StandardInput.WIRE
        ? new InputPipe(in, means.loop().poller())
        : null;
  }

  private @Nullable ByteInput input(@Nullable Fd in) {
    return in != null && spec.stdin() == StandardInput.BYTES
        ? new ByteInput(in, means.loop().poller())
        : null;
  }

  private Outputs outputs(Fd out, @Nullable Fd err, Consumer<Loss> onLoss) {
    Outputs outputs = new Outputs();
    switch (spec.output()) {
      case ChildOutput.Together(Path log) ->
          outputs.add(pipe(out, log, outputs.ear(OutputTap.NONE, OutputTap.Stream.OUT), onLoss));
      case ChildOutput.Apart(Path outLog, Path errLog, OutputTap tap) -> {
        outputs.add(pipe(out, outLog, outputs.ear(tap, OutputTap.Stream.OUT), onLoss));
        if (err != null) {
          outputs.add(pipe(err, errLog, outputs.ear(tap, OutputTap.Stream.ERR), onLoss));
        }
      }
    }
    return outputs;
  }

  private OutputPipe pipe(Fd readEnd, Path log, OutputPipe.Ear ear, Consumer<Loss> onLoss) {
    return new OutputPipe(readEnd, means, means.logs().open(log, onLoss), ear);
  }
}
