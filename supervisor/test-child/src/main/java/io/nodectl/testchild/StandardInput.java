package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the parent says, read by a thread of its own from the moment somebody cares.
final class StandardInput implements Runnable {
  /// Stands for the end of standard input among the things that were heard.
  static final String END = "END";

  private final Set<String> heard = new HashSet<>();
  private @Nullable Path echo;
  private boolean started;
  private boolean deaf;

  synchronized void beDeaf() {
    deaf = true;
  }

  synchronized void echoTo(Path file) {
    echo = file;
    start();
  }

  /// Waits until one of `wanted` was heard: a kind, `WIRE PEER`, or {@link #END}.
  synchronized void await(Set<String> wanted) throws InterruptedException {
    start();
    while (Collections.disjoint(heard, wanted)) {
      wait();
    }
  }

  private void start() {
    if (!started && !deaf) {
      started = true;
      Thread thread = new Thread(this, "standard input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(new FileInputStream(FileDescriptor.in), UTF_8))) {
      StringBuilder record = new StringBuilder();
      String line = in.readLine();
      while (line != null) {
        if (line.isEmpty()) {
          hear(record.toString());
          record.setLength(0);
        } else {
          record.append(record.isEmpty() ? "" : " ").append(line);
        }
        line = in.readLine();
      }
      hear(END);
    } catch (IOException e) {
      System.err.println("test-child: standard input: " + e.getMessage());
    }
  }

  /// @param record its lines joined by blanks
  private synchronized void hear(String record) throws IOException {
    String text =
        record.startsWith("NODECTL/1 ") ? record.substring("NODECTL/1 ".length()) : record;
    if (echo != null) {
      Files.writeString(echo, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    int blank = text.indexOf(' ');
    heard.add(blank < 0 ? text : text.substring(0, blank));
    int peer = text.indexOf(" peer.");
    if (peer >= 0) {
      int from = peer + " peer.".length();
      heard.add("WIRE " + text.substring(from, text.indexOf('.', from)));
    }
    notifyAll();
  }
}
