package io.nodectl.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes connections on to a server of the same test, counts them, and hangs up when it is told.
final class Relay implements AutoCloseable {
  private final ServerSocket front;
  private final int to;
  private final List<Socket> taken = new CopyOnWriteArrayList<>();

  private Relay(ServerSocket front, int to) {
    this.front = front;
    this.to = to;
  }

  static Relay to(int port) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(relay::takeAll);
    return relay;
  }

  int port() {
    return front.getLocalPort();
  }

  int connections() {
    return taken.size();
  }

  private void takeAll() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        taken.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException hungUp) {
      // So is the other side, by leaving this block.
    }
  }

  /// Closes all connections that there are.
  void hangUp() {
    taken.forEach(
        socket -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    front.close();
    hangUp();
  }
}
