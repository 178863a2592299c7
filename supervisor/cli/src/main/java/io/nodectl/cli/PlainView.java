package io.nodectl.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/// A line for each step of a start.
final class PlainView implements StartView {
  private final PrintStream err;
  private final long began = System.nanoTime();

  PlainView(PrintStream err) {
    this.err = err;
  }

  @Override
  public void status(String text, Map<String, String> details) {
    err.println(line(Duration.ofNanos(System.nanoTime() - began), text));
  }

  static String line(Duration since, String text) {
    return "%8s  %s".formatted(Words.seconds(since), text);
  }

  @Override
  public void close() {
    // Every line was shown at once.
  }
}
