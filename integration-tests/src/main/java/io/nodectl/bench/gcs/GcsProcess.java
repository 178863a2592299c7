package io.nodectl.bench.gcs;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A control plane in a process of its own, on loopback, without a token.
public final class GcsProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final GcsKind kind;
  private final int port;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private List<String> command = List.of();

  private GcsProcess(GcsKind kind, Path folder, int port) {
    this.kind = kind;
    this.folder = folder;
    this.port = port;
  }

  GcsKind kind() {
    return kind;
  }

  int port() {
    return port;
  }

  /// The server's own; that of Redis is not asked for.
  long pid() {
    return processes.getLast().pid();
  }

  /// Returns when it serves.
  ///
  /// @param python of an environment that has Ray
  public static GcsProcess start(GcsKind kind, Path folder, Path nodectl, Path python)
      throws IOException, InterruptedException {
    GcsProcess server = new GcsProcess(kind, folder, freePort());
    try {
      int redis = freePort();
      if (kind == GcsKind.OURS_REDIS || kind == GcsKind.RAY_REDIS) {
        server.processes.add(run(folder, "redis", redis(redis)));
        awaitPort(redis);
      }
      server.command =
          switch (kind) {
            case OURS_SQLITE -> ours(nodectl, server.port, "--data-dir", folder.resolve("data"));
            case OURS_MEMORY -> ours(nodectl, server.port, "--ephemeral");
            case OURS_REDIS ->
                ours(
                    nodectl,
                    server.port,
                    "--redis-address",
                    "127.0.0.1:" + redis,
                    "--data-dir",
                    folder.resolve("data"));
            case RAY_MEMORY -> rays(python, server.port, folder);
            case RAY_REDIS -> {
              List<String> all = new ArrayList<>(rays(python, server.port, folder));
              all.addAll(List.of("--redis_address=127.0.0.1", "--redis_port=" + redis));
              yield all;
            }
          };
      server.processes.add(run(folder, "server", server.command));
      awaitServing(server.port);
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /// Kills the server, and leaves Redis alone.
  void kill() throws InterruptedException {
    int _ = processes.removeLast().destroyForcibly().waitFor();
  }

  /// Starts the server that was killed.
  ///
  /// @return the time until it answered what needs its store
  Duration startAgain() throws IOException, InterruptedException {
    long from = System.nanoTime();
    processes.add(run(folder, "server", command));
    awaitServing(port);
    ManagedChannel channel =
        Channels.open("127.0.0.1", port, ChannelOptions.plain().with(STARTS_WITHIN));
    try {
      var _ =
          InternalKVGcsServiceGrpc.newBlockingStub(channel)
              .internalKVExists(
                  InternalKVExistsRequest.newBuilder()
                      .setKey(ByteString.copyFromUtf8("any"))
                      .build());
    } finally {
      channel.shutdownNow();
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  @Override
  public void close() {
    processes.reversed().forEach(GcsProcess::end);
  }

  private static void end(Process process) {
    try {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> ours(Path nodectl, int port, Object... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                nodectl.resolveSibling("gcs-server").toString(), "--port", Integer.toString(port)));
    Stream.of(more).map(Object::toString).forEach(command::add);
    return command;
  }

  private static List<String> redis(int port) {
    return List.of(
        "redis-server",
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "yes",
        "--appendfsync",
        "always");
  }

  private static List<String> rays(Path python, int port, Path folder) throws IOException {
    Path libraryFolder = python.toAbsolutePath().resolve("../../lib").normalize();
    try (Stream<Path> libraries = Files.list(libraryFolder)) {
      Path packages = libraries.findFirst().orElseThrow().resolve("site-packages");
      return List.of(
          packages.resolve("ray/core/src/ray/gcs/gcs_server").toString(),
          "--gcs_server_port=" + port,
          "--node-ip-address=127.0.0.1",
          "--log_dir=" + folder,
          "--session-dir=" + folder,
          "--session-name=session_bench",
          "--config_list=e30=",
          "--ray-commit=bench",
          "--node-id=" + "ab".repeat(28));
    }
  }

  private static Process run(Path folder, String name, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().putAll(Map.of("RAY_AUTH_MODE", "disabled"));
    return builder.start();
  }

  private static void awaitServing(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (HealthProbe.check("127.0.0.1", port, "", Duration.ofSeconds(1)) != Health.SERVING) {
      pause(port, end);
    }
  }

  private static void awaitPort(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (true) {
      try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (java.net.ConnectException _) {
        pause(port, end);
      }
    }
  }

  private static void pause(int port, long end) throws IOException, InterruptedException {
    // Nobody counts it down: this is nothing but time.
    if (new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
      throw new IOException("nobody serves at port " + port);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
