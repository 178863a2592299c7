package io.nodectl.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A component writes as fast as it can to its standard output, and `dd` then does the same to a
/// file on the same disk.
record LogPathTrial(Nodectl nodectl) {
  private static final int BLOCKS = 16_384;
  private static final double MEGABYTES = BLOCKS * 65_536 / 1e6;
  private static final double ENOUGH_MB_PER_SECOND = 200;
  private static final double SHARE_OF_DD = 0.8;
  private static final double NANOS = 1e9;
  private static final int LIMIT_SECONDS = 120;
  private static final long BETWEEN_LOOKS_NANOS = 20_000_000;
  private static final String NODE = "log";

  /// The time of the log path as a share of what it may take: the lower of 200 MB/s and 80 % of
  /// dd's speed is asked for.
  ///
  /// @throws IllegalStateException if output was dropped
  double share() {
    Path folder = nodectl.files().path();
    double ours = MEGABYTES / seconds(folder);
    double dd = MEGABYTES / secondsOfDd(folder.resolve("dd"));
    System.err.printf("bench: log path %.0f MB/s, dd %.0f MB/s%n", ours, dd);
    return Math.min(ENOUGH_MB_PER_SECOND, SHARE_OF_DD * dd) / ours;
  }

  private double seconds(Path folder) {
    Path took = folder.resolve("took");
    try {
      Path plan = Files.writeString(folder.resolve("plan.json"), plan(took));
      nodectl.run("start", "--head", "--name", NODE, "--plan", plan.toString());
      double seconds = Long.parseLong(await(took)) / NANOS;
      Path session = Path.of(nodectl.statusOf(NODE).path("session").asString());
      Path journal = session.resolve("events.jsonl");
      nodectl.run("stop", "--name", NODE);
      if (Files.readString(journal).contains("log-dropped")) {
        throw new IllegalStateException("output was dropped, see " + journal);
      }
      Files.delete(took);
      return seconds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The time is taken by the component itself, and put in place when it is whole.
  private static String plan(Path took) {
    String script =
        """
        printf 'NODECTL/1 BOUND\\n\\nNODECTL/1 READY\\n\\n' >&3
        begun=$(date +%%s%%N)
        dd if=/dev/zero bs=64k count=%d status=none
        ended=$(date +%%s%%N)
        echo $((ended - begun)) >%s.new
        mv %s.new %s
        exec sleep 1000
        """
            .formatted(BLOCKS, took, took, took);
    ObjectNode plan = JsonMapper.shared().createObjectNode();
    ObjectNode writer = plan.putArray("components").addObject();
    writer.put("name", "writer").put("stdin", "null");
    writer.putArray("command").add("/bin/sh").add("-c").add(script);
    return plan.toString();
  }

  private static String await(Path file) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (Files.notExists(file)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the component has not written all within the limit");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    return Files.readString(file).strip();
  }

  private static double secondsOfDd(Path file) {
    try {
      Timed dd =
          Timed.run(
              Objects.requireNonNull(file.getParent()),
              Map.of(),
              List.of("dd", "if=/dev/zero", "of=" + file, "bs=64k", "count=" + BLOCKS));
      Files.delete(file);
      return dd.seconds();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
