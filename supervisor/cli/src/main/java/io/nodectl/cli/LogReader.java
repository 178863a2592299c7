package io.nodectl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a log line by line, from its oldest file to the one that is written, while it may grow, be
/// cut, be put aside or be removed, or before it is there.
final class LogReader implements AutoCloseable {
  /// Longer lines come in parts of this size.
  static final int LONGEST_LINE = 64 * 1024;

  private static final int BLOCK = 64 * 1024;

  private final String component;
  private final LogTrail trail;
  private final long since;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK).limit(0);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Set<String> done = new HashSet<>();
  private @Nullable SeekableByteChannel file;
  private LogTrail.@Nullable Piece piece;
  private long millis = LineTime.NONE;
  private long budget = Long.MAX_VALUE;

  /// @param since files that were last written before that time, in ms since 1970, are left out
  LogReader(String component, LogTrail trail, long since) {
    this.component = component;
    this.trail = trail;
    this.since = since;
  }

  /// Goes to where the last lines begin; a last line without an end counts as one.
  void skipToLast(long lines) throws IOException {
    long left = lines;
    List<LogTrail.Piece> pieces = trail.pieces();
    for (int i = pieces.size() - 1; i >= 0; i--) {
      SeekableByteChannel open = LogTrail.open(pieces.get(i), trail);
      if (open == null) {
        return;
      }
      LastLines found = LastLines.in(open, left);
      left -= found.lines();
      if (left <= 0) {
        begin(open.position(found.start()), pieces.get(i));
        pieces.subList(0, i).forEach(older -> done.add(older.identity()));
        return;
      }
      open.close();
    }
  }

  /// Reads no more than is there now: a log that grows as fast as it is read would have no end.
  void endWithThePresent() throws IOException {
    budget = trail.pieces().stream().mapToLong(LogTrail.Piece::bytes).sum();
  }

  private void begin(SeekableByteChannel open, LogTrail.Piece opened) {
    file = open;
    piece = opened;
    done.add(opened.identity());
  }

  /// The next line that is whole, or a part of one that is very long; null if there is none yet.
  @Nullable LogLine next() throws IOException {
    while (true) {
      while (buffer.hasRemaining()) {
        LogLine whole = scan();
        if (whole != null) {
          return whole;
        }
      }
      if (!fill()) {
        return null;
      }
    }
  }

  private @Nullable LogLine scan() {
    byte[] bytes = buffer.array();
    int from = buffer.position();
    int most = Math.min(buffer.limit(), from + LONGEST_LINE - line.size());
    int at = from;
    while (at < most && bytes[at] != '\n') {
      at++;
    }
    line.write(bytes, from, at - from);
    boolean ended = at < buffer.limit() && bytes[at] == '\n';
    buffer.position(ended ? at + 1 : at);
    return ended || line.size() == LONGEST_LINE ? taken(ended) : null;
  }

  /// The begin of a line that has no end yet; null if there is none.
  @Nullable LogLine rest() {
    return line.size() == 0 ? null : taken(false);
  }

  private LogLine taken(boolean ended) {
    byte[] bytes = line.toByteArray();
    line.reset();
    long own = LineTime.of(bytes, bytes.length);
    if (own != LineTime.NONE) {
      millis = own;
    } else if (millis == LineTime.NONE && piece != null) {
      millis = firstTime();
    }
    return new LogLine(component, millis, bytes, ended);
  }

  /// For lines before the first one with a time: that time, or else that of the file.
  private long firstTime() {
    int from = buffer.position();
    for (int i = from; i < buffer.limit(); i++) {
      if (buffer.get(i) == '\n') {
        byte[] rest = new byte[Math.min(32, buffer.limit() - i - 1)];
        buffer.get(i + 1, rest);
        long time = LineTime.of(rest, rest.length);
        if (time != LineTime.NONE) {
          return time;
        }
      }
    }
    return piece == null ? LineTime.NONE : piece.modifiedMillis();
  }

  private boolean fill() throws IOException {
    if (budget <= 0) {
      return false;
    }
    if (read()) {
      return true;
    }
    if (file != null && file.size() < file.position()) {
      file.position(0); // It was cut.
      return read();
    }
    LogTrail.Piece newer = newer();
    if (newer == null) {
      return false;
    }
    if (read()) {
      return true; // The last of what came before the file was put aside.
    }
    return move(newer);
  }

  private boolean read() throws IOException {
    if (file == null) {
      return false;
    }
    buffer.clear();
    int count = file.read(buffer);
    buffer.flip();
    budget -= Math.max(0, count);
    return count > 0;
  }

  /// The oldest file that was not read and is newer than the one that is; null if there is none.
  private LogTrail.@Nullable Piece newer() throws IOException {
    List<LogTrail.Piece> pieces = trail.pieces();
    Set<String> there = new HashSet<>();
    pieces.forEach(each -> there.add(each.identity()));
    done.removeIf(identity -> !there.contains(identity) && !isOpen(identity));
    for (LogTrail.Piece each : pieces) {
      if (each.modifiedMillis() >= since && !done.contains(each.identity())) {
        return each;
      }
    }
    return null;
  }

  private boolean isOpen(String identity) {
    return piece != null && piece.identity().equals(identity);
  }

  private boolean move(LogTrail.Piece newer) throws IOException {
    SeekableByteChannel open = LogTrail.open(newer, trail);
    if (open == null) {
      return fill(); // It is gone already: the next one.
    }
    close();
    begin(open, newer);
    return fill();
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException readAlready) {
        // Nothing that was read is lost.
      }
      file = null;
    }
  }
}
