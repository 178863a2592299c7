package io.nodectl.cli;

import io.nodectl.node.NodeName;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A block of lines on a terminal that is written anew as a start goes on, and ten times a second
/// because of the times in it.
final class LiveView implements StartView {
  private static final long REDRAW_MS = 100;

  // ECMA-48: nA moves the cursor up, K erases to the end of the line. DEC private
  // mode 7 is the wrapping of long lines, which would spoil the counting of them.
  private static final String CONTROL = "\u001b[";
  private static final String ERASE_LINE = CONTROL + "K";
  private static final String WRAP_OFF = CONTROL + "?7l";
  private static final String WRAP_ON = CONTROL + "?7h";

  private final PrintStream terminal;
  private final long began = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private StartProgress progress;
  private int height;

  private LiveView(StartProgress progress, PrintStream terminal) {
    this.progress = progress;
    this.terminal = terminal;
  }

  static LiveView begin(NodeName name, PrintStream terminal) {
    LiveView view = new LiveView(StartProgress.of("starting node '" + name + "'"), terminal);
    Thread.ofPlatform().daemon().name("redraw").start(view::redrawUntilClosed);
    return view;
  }

  private void redrawUntilClosed() {
    try {
      while (!closed.await(REDRAW_MS, TimeUnit.MILLISECONDS)) {
        draw();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void status(String text, Map<String, String> details) {
    if (closed.getCount() > 0) {
      progress = progress.heard(text, details, now());
      draw();
    }
  }

  /// Leaves the last state of things on the screen.
  @Override
  public synchronized void close() {
    if (closed.getCount() > 0) {
      closed.countDown();
      draw();
    }
  }

  private synchronized void draw() {
    List<String> lines = progress.lines(now());
    terminal.print(frame(lines, height));
    terminal.flush();
    height = lines.size();
  }

  /// What is written to show these lines.
  ///
  /// @param height how many lines were written the last time
  static String frame(List<String> lines, int height) {
    StringBuilder frame = new StringBuilder(WRAP_OFF);
    if (height > 0) {
      frame.append(CONTROL).append(height).append("A\r");
    }
    for (String line : lines) {
      frame.append(line).append(ERASE_LINE).append('\n');
    }
    return frame.append(WRAP_ON).toString();
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
