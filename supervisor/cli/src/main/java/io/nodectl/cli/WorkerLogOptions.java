package io.nodectl.cli;

import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Which part of what a worker has written.
final class WorkerLogOptions {
  private static final long NONE_OF_THEM = -1;

  private final Flag<Boolean> follow =
      Flag.of("-f,--follow", "With logs: go on until it has ended, or Ctrl-C.");

  private final Flag<Long> tail =
      Flag.of(
          "--tail",
          Flag.Value.called("N"),
          Values::count,
          "With logs: only the last N lines (default: all there are).");

  private final Flag<Boolean> out = Flag.of("--out", "With logs: only its standard output.");
  private final Flag<Boolean> err = Flag.of("--err", "With logs: only its standard error.");

  void addTo(CommandSpec spec) {
    List.of(follow, tail, out, err).forEach(flag -> flag.addTo(spec));
  }

  /// @throws InvalidInput if it is none of both
  LogsRequest request(String workerId) {
    if (out.isGiven() && err.isGiven()) {
      throw new InvalidInput("--out and --err exclude each other; without them both are printed");
    }
    LogStream stream =
        out.isGiven() ? LogStream.STDOUT : err.isGiven() ? LogStream.STDERR : LogStream.BOTH;
    return LogsRequest.newBuilder()
        .setWorkerId(workerId)
        .setStream(stream)
        .setFollow(follow.isGiven())
        .setTailLines(tail.value().map(lines -> lines == 0 ? NONE_OF_THEM : lines).orElse(0L))
        .build();
  }
}
