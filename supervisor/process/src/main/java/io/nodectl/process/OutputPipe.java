package io.nodectl.process;

import io.nodectl.spawn.Fd;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parent's end of a child's standard output and error.
final class OutputPipe implements AutoCloseable {
  /// Other children get their turn after 256 KiB of one.
  private static final int READS_AT_ONCE = 4;

  private final Fd readEnd;
  private final LogWriter logs;
  private final LogSink log;
  private final Tail tail = new Tail();
  private @Nullable JdwpEar ear;
  private boolean ended;

  /// @param readEnd must not block
  OutputPipe(Fd readEnd, LogWriter logs, LogSink log) {
    this.readEnd = readEnd;
    this.logs = logs;
    this.log = log;
  }

  Fd readEnd() {
    return readEnd;
  }

  boolean hasEnded() {
    return ended;
  }

  /// Has what comes from now on listened to.
  void hearWith(JdwpEar newEar) {
    ear = newEar;
  }

  /// Takes what is in the pipe, up to a limit.
  ///
  /// @param buffer room to read into; its content is nobody's afterwards
  void drain(byte[] buffer) {
    for (int i = 0; i < READS_AT_ONCE && !ended; i++) {
      int count = readEnd.read(buffer);
      if (count == 0) {
        return;
      }
      if (count > 0) {
        tail.append(buffer, count);
        if (ear != null) {
          ear.hear(buffer, count);
        }
        logs.write(log, Arrays.copyOf(buffer, count));
      } else {
        ended = true;
      }
    }
  }

  /// From any thread.
  List<String> lastLines(int most) {
    return tail.lines(most);
  }

  @Override
  public void close() {
    readEnd.close();
    logs.close(log);
  }
}
