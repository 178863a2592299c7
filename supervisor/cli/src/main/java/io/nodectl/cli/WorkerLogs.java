package io.nodectl.cli;

import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// Prints what a worker has written: its bytes, or for programs one object for each line.
final class WorkerLogs {
  private final Outside outside;
  private final Format format;
  private final Map<LogStream, ByteArrayOutputStream> begun = new EnumMap<>(LogStream.class);

  WorkerLogs(Outside outside, Format format) {
    this.outside = outside;
    this.format = format;
  }

  /// Prints it to its end.
  ///
  /// @return the exit code
  int print(FoundWorker found, WorkerLogOptions options, GcsLink gcs) throws ProblemException {
    try (RayletLink link = gcs.to(found.raylet())) {
      Iterator<LogsReply> replies =
          WorkersGrpc.newBlockingStub(link.channel())
              .logs(options.request(found.worker().getWorkerId()));
      while (replies.hasNext() && !outside.out().checkError()) {
        print(replies.next());
      }
      begun.forEach((stream, line) -> finish(stream, line));
      outside.out().flush();
      return ExitCode.DONE.number();
    } catch (StatusRuntimeException e) {
      throw RayletFailure.of(e.getStatus(), found.raylet(), gcs.limit());
    }
  }

  private void print(LogsReply reply) {
    byte[] bytes = reply.getData().toByteArray();
    switch (format) {
      case TABLE -> outside.out().write(bytes, 0, bytes.length);
      case JSON -> lines(reply.getStream(), bytes);
    }
  }

  private void lines(LogStream stream, byte[] bytes) {
    ByteArrayOutputStream line = begun.computeIfAbsent(stream, _ -> new ByteArrayOutputStream());
    for (byte b : bytes) {
      if (b == '\n') {
        tell(stream, line);
      } else {
        line.write(b);
      }
    }
  }

  private void finish(LogStream stream, ByteArrayOutputStream line) {
    if (line.size() > 0) {
      tell(stream, line);
    }
  }

  private void tell(LogStream stream, ByteArrayOutputStream line) {
    outside
        .out()
        .println(
            JsonNodeFactory.instance
                .objectNode()
                .put("stream", stream == LogStream.STDERR ? "stderr" : "stdout")
                .put("line", line.toString(StandardCharsets.UTF_8)));
    line.reset();
  }
}
