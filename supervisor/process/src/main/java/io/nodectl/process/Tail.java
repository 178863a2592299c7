package io.nodectl.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The end of a child's output, kept for error messages.
///
/// Bytes go into a ring and become lines only when somebody asks, so that a flood costs a copy of
/// at most {@value #MOST_BYTES} bytes per read.
final class Tail {
  static final int MOST_BYTES = 16 * 1024;
  static final int MOST_LINES = 200;
  private static final int FIRST_BYTES = 1024;

  private byte[] ring = {};
  private long written;

  synchronized void append(byte[] bytes, int length) {
    makeRoomFor(length);
    for (int from = Math.max(0, length - ring.length); from < length; ) {
      int at = (int) ((written + from) % ring.length);
      int count = Math.min(length - from, ring.length - at);
      System.arraycopy(bytes, from, ring, at, count);
      from += count;
    }
    written += length;
  }

  /// The last lines, oldest first; one that was cut at the ring's beginning is left out unless it
  /// is the only one.
  synchronized List<String> lines(int most) {
    String text = new String(content(), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    int end = text.endsWith("\n") ? text.length() - 1 : text.length();
    boolean cut = written > ring.length;
    while (end >= 0 && !text.isEmpty() && lines.size() < Math.min(most, MOST_LINES)) {
      int start = text.lastIndexOf('\n', end - 1) + 1;
      if (start > 0 || !cut || lines.isEmpty()) {
        lines.add(text.substring(start, end));
      }
      end = start - 1;
    }
    return lines.reversed();
  }

  /// While the ring is smaller than its limit it has never wrapped, so growing keeps the order.
  private void makeRoomFor(int length) {
    if (ring.length < MOST_BYTES && written + length > ring.length) {
      long wanted = Math.max(FIRST_BYTES, 2 * (written + length));
      ring = Arrays.copyOf(ring, (int) Math.min(MOST_BYTES, wanted));
    }
  }

  private byte[] content() {
    if (written <= ring.length) {
      return Arrays.copyOf(ring, (int) written);
    }
    int start = (int) (written % ring.length);
    byte[] content = new byte[ring.length];
    System.arraycopy(ring, start, content, 0, ring.length - start);
    System.arraycopy(ring, 0, content, ring.length - start, start);
    return content;
  }
}
