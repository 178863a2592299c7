package io.nodectl.gcs.redis;

import io.nodectl.program.RedisAddress;
import io.nodectl.program.RedisLogin;
import io.nodectl.program.RedisPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The real redis-server on a Unix socket in a folder of its own, which keeps what it acknowledges.
public final class RedisServer implements AutoCloseable {

  private final Path folder;
  private final List<String> options;
  private Process process;

  private RedisServer(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
    this.process = launch();
  }

  /// Returns when it takes connections.
  ///
  /// @param options more lines of its configuration, such as `--requirepass`, `x`
  public static RedisServer start(String... options) {
    try {
      return new RedisServer(Files.createTempDirectory("nrd"), List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RedisAddress.Socket address() {
    return new RedisAddress.Socket(folder.resolve("redis.sock"));
  }

  public RedisPlace place(String namespace) {
    return new RedisPlace(address(), namespace, RedisPlace.Certificates.NONE);
  }

  Path folder() {
    return folder;
  }

  /// A store in it.
  ///
  /// @param data the folder of the gcs-server
  RedisStore store(Optional<Path> data, RedisStore.Timing timing) {
    return new RedisStore(
        place("test"), CompletableFuture.completedFuture(RedisLogin.NONE), data, timing);
  }

  /// As kill -9 does.
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts it again on what it kept.
  void startAgain() {
    process = launch();
  }

  /// Runs a command of `redis-cli`.
  String cli(String... command) {
    List<String> words = new ArrayList<>(List.of("redis-cli", "-s", address().path().toString()));
    words.addAll(List.of(command));
    try {
      Process cli = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      cli.waitFor();
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> words =
        new ArrayList<>(
            List.of("redis-server", "--port", "0", "--unixsocket", "redis.sock", "--save", ""));
    words.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
    words.addAll(options);
    try {
      Process launched =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
      BufferedReader said = launched.inputReader();
      List<String> lines = new ArrayList<>();
      for (String line = said.readLine();
          line != null && !line.contains("eady to accept connections");
          line = said.readLine()) {
        lines.add(line);
      }
      if (!launched.isAlive()) {
        throw new IllegalStateException("redis-server (Debian: redis-server) failed: " + lines);
      }
      Thread.startVirtualThread(() -> drain(said));
      return launched;
    } catch (IOException e) {
      throw new IllegalStateException("the tests need redis-server (Debian: redis-server)", e);
    }
  }

  private static void drain(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        // It must not be stopped by a full pipe.
      }
    } catch (IOException _) {
      // It was killed.
    }
  }
}
