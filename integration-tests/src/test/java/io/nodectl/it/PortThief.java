package io.nodectl.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A program that takes ports at random all the time, holds each for a while and lets it go: the
/// worst neighbour of whoever picks a port first and binds it later.
final class PortThief {
  /// A quarter of the range, so that the others can have what they need.
  private static final int HELD_PART = 4;

  private static final long PAUSE_NANOS = 300_000;

  private PortThief() {}

  /// Runs it over these ports.
  static List<String> command(int firstPort, int lastPort) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx32m",
        "-cp",
        ownFolder(),
        PortThief.class.getName(),
        Integer.toString(firstPort),
        Integer.toString(lastPort));
  }

  public static void main(String[] args) throws IOException {
    int first = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]) - first + 1;
    Random random = new Random(7);
    Deque<ServerSocket> held = new ArrayDeque<>();
    while (true) {
      try {
        held.add(
            new ServerSocket(first + random.nextInt(count), 1, InetAddress.getLoopbackAddress()));
      } catch (IOException taken) {
        // Somebody was faster; the next number, then.
      }
      if (held.size() > count / HELD_PART) {
        held.remove().close();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String ownFolder() {
    try {
      return Path.of(PortThief.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
