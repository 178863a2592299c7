package io.nodectl.process;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Finds the port of a child in what it prints. Programs often print it before they listen, so the
/// socket is then waited for.
final class PortPrinted implements PortFinder {
  /// What is longer is cut: a pattern that may go back and forth would take too long for it.
  private static final int LONGEST_LINE = 1024;

  private static final int HIGHEST_PORT = 65_535;

  private final PortSource.ByOutput wanted;
  private final EventLoop loop;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private long pid;
  private @Nullable Finding finding;
  private @Nullable PortProbe probe;

  PortPrinted(PortSource.ByOutput wanted, EventLoop loop) {
    this.wanted = wanted;
    this.loop = loop;
  }

  @Override
  public void observe(Streams streams) {
    streams.outputs().hearWith(this::hear);
  }

  @Override
  public void begin(long pid, Finding finding) {
    this.pid = pid;
    this.finding = finding;
  }

  private void hear(byte[] bytes, int count) {
    for (int i = 0; i < count && finding != null && probe == null; i++) {
      if (bytes[i] == '\n') {
        number(new String(line, 0, length, StandardCharsets.UTF_8)).ifPresent(this::await);
        length = 0;
      } else if (length < LONGEST_LINE) {
        line[length++] = bytes[i];
      }
    }
  }

  private OptionalInt number(String text) {
    Matcher matcher = wanted.pattern().matcher(text);
    if (!matcher.find()) {
      return OptionalInt.empty();
    }
    String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    try {
      int number = Integer.parseInt(String.valueOf(found));
      return number >= 1 && number <= HIGHEST_PORT ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException _) {
      return OptionalInt.empty(); // another line may have it
    }
  }

  /// The line tells a number only; the address is that of the socket.
  private void await(int number) {
    Finding told = finding;
    if (told != null) {
      probe =
          new PortProbe(
              PortLooks.any(new PortSource.ByProbe(wanted.portName(), OptionalInt.of(number))),
              loop);
      probe.begin(pid, told);
    }
  }

  @Override
  public long dueAt() {
    return probe == null ? EventLoop.NEVER : probe.dueAt();
  }

  @Override
  public void onTime(long now) {
    if (probe != null) {
      probe.onTime(now);
    }
  }

  @Override
  public void close() {
    finding = null;
    if (probe != null) {
      probe.close();
    }
  }
}
