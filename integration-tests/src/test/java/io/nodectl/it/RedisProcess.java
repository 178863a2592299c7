package io.nodectl.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The real redis-server on a Unix socket, which keeps on its disk what it acknowledges.
record RedisProcess(Running running, Path socket) implements AutoCloseable {

  /// Returns when it takes connections.
  static RedisProcess start(Sandbox box) {
    Path folder = box.file("redis");
    box.begin(List.of("mkdir", folder.toString()), Map.of()).await();
    Path socket = folder.resolve("redis.sock");
    Running running =
        box.begin(
            List.of(
                "redis-server",
                "--port",
                "0",
                "--unixsocket",
                socket.toString(),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always"),
            Map.of());
    Eventually.eventually(
        () -> running.stdoutSoFar().contains("ready to accept connections") || Files.exists(socket),
        running::stdoutSoFar);
    return new RedisProcess(running, socket);
  }

  String address() {
    return "unix:" + socket;
  }

  @Override
  public void close() {
    running.kill();
  }
}
