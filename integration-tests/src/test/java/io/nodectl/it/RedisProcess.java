package io.nodectl.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real redis-server, which keeps on its disk what it acknowledges.
///
/// @param folder where it keeps it
record RedisProcess(Running running, Path folder) implements AutoCloseable {

  /// On a Unix socket. Returns when it takes connections.
  static RedisProcess start(Sandbox box) {
    return start(box, List.of());
  }

  /// With more flags of its own; one that was started before in this sandbox goes on.
  static RedisProcess start(Sandbox box, List<String> more) {
    Path folder = box.file("redis");
    box.begin(List.of("mkdir", "-p", folder.toString()), Map.of()).await();
    Path socket = folder.resolve("redis.sock");
    List<String> command =
        new ArrayList<>(List.of("redis-server", "--port", "0", "--unixsocket", socket.toString()));
    command.addAll(List.of("--dir", folder.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
    command.addAll(more);
    Running running = box.begin(command, Map.of());
    Eventually.eventually(
        () -> running.stdoutSoFar().contains("eady to accept connections") && Files.exists(socket),
        running::stdoutSoFar);
    return new RedisProcess(running, folder);
  }

  String address() {
    return "unix:" + folder.resolve("redis.sock");
  }

  @Override
  public void close() {
    running.kill();
  }
}
