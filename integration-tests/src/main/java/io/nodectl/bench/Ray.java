package io.nodectl.bench;

import io.nodectl.machine.Proc;
import io.nodectl.machine.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The real Ray, from the wheel.
///
/// `ray stop` finds what it kills by name: it ends every Ray on this machine, not only this one.
/// There is no other way to stop a Ray node by a command of its own.
final class Ray implements Contender {
  private static final String HOST = "127.0.0.1";
  private static final String VARIABLE = "NODECTL_BENCH";
  private static final Pattern ADDRESS = Pattern.compile("--address='([^']+)'");

  private final Path program;
  private final TemporaryFolder sessions = TemporaryFolder.create("rb");
  private final TemporaryFolder files = TemporaryFolder.create("rb");
  private String address = "";

  Ray(Path program) {
    this.program = program;
  }

  @Override
  public Side side() {
    return Side.RAY;
  }

  @Override
  public Timed startHead() {
    Timed start =
        run(
            "start",
            "--head",
            "--include-dashboard=false",
            "--port=0",
            "--ray-client-server-port=" + freePort(),
            "--node-ip-address=" + HOST,
            "--temp-dir=" + sessions.path());
    Matcher printed = ADDRESS.matcher(start.stdout());
    if (!printed.find()) {
      throw new IllegalStateException("ray start printed no address:\n" + start.stdout());
    }
    address = printed.group(1);
    return start;
  }

  @Override
  public Timed startAddress() {
    return run("start", "--address=" + address, "--node-ip-address=" + HOST);
  }

  @Override
  public Timed status() {
    return run("status", "--address=" + address);
  }

  @Override
  public Timed nodes() {
    return status();
  }

  @Override
  public Timed stop() {
    return run("stop");
  }

  @Override
  public List<Proc> processes() {
    String marker = sessions.path().toString();
    // Ray's agents write titles over their arguments and environment: they are known by their
    // parent.
    return Proc.withDescendants(process -> process.environment().contains(VARIABLE + "=" + marker));
  }

  private Timed run(String... arguments) {
    Map<String, String> environment =
        Map.of(
            "RAY_USAGE_STATS_ENABLED",
            "0",
            "RAY_AUTH_MODE",
            "disabled",
            VARIABLE,
            sessions.path().toString());
    return Timed.run(
        files.path(),
        environment,
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList());
  }

  /// Ray's client server does not take 0 for any port. Somebody may take this one first: then the
  /// run fails and says so.
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes().forEach(Proc::kill);
    sessions.close();
    files.close();
  }
}
