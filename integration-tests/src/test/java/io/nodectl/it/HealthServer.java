package io.nodectl.it;

import io.nodectl.rpc.RpcServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A program that knows nothing of NODECTL/1, but answers gRPC health checks: with `SERVING` once a
/// file exists.
final class HealthServer {
  private static final String WHOLE_SERVER = "";
  private static final long LOOK_NANOS = 5_000_000;

  private HealthServer() {}

  /// Runs it on the libraries of the distribution.
  static List<String> command(Checkout checkout, Path go) {
    String libraries = checkout.distribution().resolve("lib/nodectl.jar").toString();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        ownFolder() + ":" + libraries,
        HealthServer.class.getName(),
        go.toString());
  }

  public static void main(String[] args) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RpcServer server = RpcServer.on(any).start();
    server.health().notServing(WHOLE_SERVER);
    while (!Files.exists(Path.of(args[0]))) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    server.health().serving(WHOLE_SERVER);
    Thread.currentThread().join();
  }

  private static Path ownFolder() {
    try {
      return Path.of(
          HealthServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
