package io.nodectl.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for tests of fixed ports: free now, none of them given out twice, and below the range
/// from which the kernel chooses (32768 and more unless somebody changed it, ip(7)).
final class FreePort {
  private static final int FIRST = 18_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() % 1000) * 10);

  private FreePort() {}

  static int next() {
    while (true) {
      int port = NEXT.getAndIncrement();
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  static String text() {
    return Integer.toString(next());
  }
}
