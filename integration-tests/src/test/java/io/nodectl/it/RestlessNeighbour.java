package io.nodectl.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A program that takes on each of its addresses what ports it can get, holds each for a while and
/// lets it go: some it names, some the kernel chooses for it, some it only connects from. It does
/// not set SO_REUSEADDR (socket(7)), as most programs that look for a free port do not.
final class RestlessNeighbour {
  private static final int HELD_PER_ADDRESS = 4;
  private static final int ACCEPTED = 256;
  private static final long PAUSE_NANOS = 500_000;

  private final InetSocketAddress server;
  private final int firstPort;
  private final int ports;
  private final Random random = new Random(7);

  private RestlessNeighbour(InetSocketAddress server, int firstPort, int ports) {
    this.server = server;
    this.firstPort = firstPort;
    this.ports = ports;
  }

  /// Runs it over these ports; it listens on the one below them.
  static List<String> command(int firstPort, int lastPort, List<String> addresses) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                ownFolder(),
                RestlessNeighbour.class.getName(),
                Integer.toString(firstPort),
                Integer.toString(lastPort)));
    command.addAll(addresses);
    return command;
  }

  public static void main(String[] args) throws IOException {
    int first = Integer.parseInt(args[0]);
    var server = new ServerSocket(first - 1, ACCEPTED, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> accept(server));
    var neighbour =
        new RestlessNeighbour(
            (InetSocketAddress) server.getLocalSocketAddress(),
            first,
            Integer.parseInt(args[1]) - first + 1);
    List<Deque<Closeable>> held = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      held.add(new ArrayDeque<>());
    }
    for (int i = 0; ; i = (i + 1) % held.size()) {
      neighbour.take(InetAddress.getByName(args[2 + i]), held.get(i));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static void accept(ServerSocket server) {
    Deque<Socket> accepted = new ArrayDeque<>();
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setSoLinger(true, 0);
        accepted.add(socket);
        if (accepted.size() > ACCEPTED) {
          accepted.remove().close();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("it has lost its own server", e);
    }
  }

  private void take(InetAddress address, Deque<Closeable> held) {
    try {
      held.add(
          switch (random.nextInt(3)) {
            case 0 -> listening(address, firstPort + random.nextInt(ports));
            case 1 -> connected(Optional.of(new InetSocketAddress(address, 0)));
            default -> connected(Optional.empty());
          });
      if (held.size() > HELD_PER_ADDRESS) {
        held.remove().close();
      }
    } catch (IOException taken) {
      // Somebody was faster; the next number, then.
    }
  }

  private static ServerSocket listening(InetAddress address, int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(address, port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Its end leaves nothing (TIME_WAIT) that would hold the port on.
  private Socket connected(Optional<InetSocketAddress> from) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoLinger(true, 0);
      if (from.isPresent()) {
        socket.bind(from.get());
      }
      socket.connect(server);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String ownFolder() {
    try {
      return Path.of(
              RestlessNeighbour.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
