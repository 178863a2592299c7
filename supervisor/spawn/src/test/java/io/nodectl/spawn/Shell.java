package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs `/bin/sh` children for the tests, each waited for no longer than a hang would take.
final class Shell implements AutoCloseable {
  static final Optional<Duration> HANG = Optional.of(Duration.ofSeconds(30));

  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  /// Prints the numbers of all open descriptors of the shell, and nothing that lists them opens
  /// one.
  static final String LIST_DESCRIPTORS =
      "n=0; while [ $n -lt 256 ]; do [ -e /proc/$$/fd/$n ] && printf '%s ' $n; n=$((n+1)); done";

  private final Spawner spawner = Spawner.start();

  static SpawnSpec spec(List<String> command, Map<Integer, Fd> descriptors) {
    return new SpawnSpec(command, ENVIRONMENT, Path.of("/"), descriptors);
  }

  static SpawnSpec script(String script, Map<Integer, Fd> descriptors) {
    return spec(List.of("/bin/sh", "-c", script), descriptors);
  }

  Child spawn(SpawnSpec spec) throws SpawnException {
    return spawner.spawn(spec);
  }

  Child start(String script, Map<Integer, Fd> descriptors) throws SpawnException {
    return spawner.spawn(script(script, descriptors));
  }

  /// Runs a script to its end.
  ExitStatus end(String script) throws SpawnException {
    return end(start(script, Map.of()));
  }

  /// What a script prints, run to its successful end.
  String output(String script, Map<Integer, Fd> descriptors) throws SpawnException {
    return output(script(script, descriptors));
  }

  String output(SpawnSpec spec) throws SpawnException {
    try (Pipe out = Pipe.open()) {
      Map<Integer, Fd> all = new HashMap<>(spec.descriptors());
      all.put(1, out.writeEnd());
      Child child =
          spawner.spawn(new SpawnSpec(spec.command(), spec.environment(), spec.directory(), all));
      out.writeEnd().close();
      String text = readAll(out.readEnd());
      assertEquals(new ExitStatus.Exited(0), end(child));
      return text;
    }
  }

  /// Waits for the end of a child, and reaps it.
  static ExitStatus end(Child child) {
    untilReadable(child.pidfd());
    return child.reap().orElseThrow();
  }

  static void untilReadable(Fd fd) {
    try (Poller poller = Poller.open()) {
      poller.watch(fd, Interest.READ, () -> {});
      assertTrue(poller.await(HANG), () -> "nothing came from " + fd);
    }
  }

  /// Reads to the end of the file.
  static String readAll(Fd fd) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[4096];
    while (true) {
      untilReadable(fd);
      int got = fd.read(some);
      if (got < 0) {
        return all.toString(StandardCharsets.UTF_8);
      }
      all.write(some, 0, got);
    }
  }

  /// Reads one line; the writer may live on.
  static String readLine(Fd fd) {
    StringBuilder line = new StringBuilder();
    byte[] one = new byte[1];
    while (true) {
      untilReadable(fd);
      assertEquals(1, fd.read(one), "the end of the file came before the end of the line");
      if (one[0] == '\n') {
        return line.toString();
      }
      line.append((char) one[0]);
    }
  }

  @Override
  public void close() {
    spawner.close();
  }
}
