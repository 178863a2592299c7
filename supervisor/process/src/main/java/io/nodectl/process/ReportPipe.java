package io.nodectl.process;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.ReportDecoder;
import io.nodectl.spawn.Fd;
import java.util.ArrayList;
import java.util.List;

/// The parent's end of a child's report pipe.
final class ReportPipe implements AutoCloseable {
  /// A child that floods its pipe must not keep the loop from the others.
  private static final int READS_AT_ONCE = 16;

  private final Fd readEnd;
  private final ReportDecoder decoder = new ReportDecoder();
  private boolean ended;

  /// @param readEnd must not block
  ReportPipe(Fd readEnd) {
    this.readEnd = readEnd;
  }

  Fd readEnd() {
    return readEnd;
  }

  /// Whether every copy of the write end is closed.
  boolean hasEnded() {
    return ended;
  }

  /// Takes what is in the pipe.
  ///
  /// @param buffer room to read into; its content is nobody's afterwards
  List<Decoded> drain(byte[] buffer) {
    List<Decoded> all = new ArrayList<>(2);
    for (int i = 0; i < READS_AT_ONCE && !ended; i++) {
      int count = readEnd.read(buffer);
      if (count == 0) {
        break;
      }
      if (count > 0) {
        all.addAll(decoder.feed(buffer, 0, count));
      } else {
        ended = true;
        decoder.end().ifPresent(all::add);
      }
    }
    return all;
  }

  @Override
  public void close() {
    readEnd.close();
  }
}
