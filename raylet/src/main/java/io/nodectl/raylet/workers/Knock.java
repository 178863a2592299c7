package io.nodectl.raylet.workers;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.AcceptQueue;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One connection to a listening socket, looked at until somebody has accepted it. One thread at a
/// time.
final class Knock implements AutoCloseable {
  /// A handshake that takes longer waits for data (TCP_DEFER_ACCEPT of tcp(7)).
  private static final long DEFERRED = Duration.ofSeconds(1).toNanos();

  private final String address;
  private @Nullable SocketChannel connection;
  private long connectedAt;
  private boolean accepted;

  /// @param address `HOST:PORT` or `unix:/path`
  Knock(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /// Connects, unless it has before, and looks.
  ///
  /// @return what is wrong; empty if the connection was accepted, or if nobody can tell
  String look() {
    if (accepted) {
      return "";
    }
    try {
      String trouble = troubleWith(connected());
      if (trouble.isEmpty()) {
        accepted = true;
        close();
      }
      return trouble;
    } catch (SystemCallException e) {
      LoggerFactory.getLogger(Knock.class).debug("no look at the queue of {}", address, e);
      accepted = true;
      close();
      return "";
    } catch (IOException | RuntimeException e) {
      close();
      return "%s: %s".formatted(address, e.getMessage());
    }
  }

  /// Has the next look begin anew.
  void again() {
    close();
    accepted = false;
  }

  private SocketChannel connected() throws IOException {
    SocketChannel open = connection;
    if (open == null) {
      boolean isFile = address.startsWith(OwnerCheck.UNIX);
      open = isFile ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
      connection = open;
      open.configureBlocking(false);
      open.connect(target());
      connectedAt = System.nanoTime();
    }
    return open;
  }

  private SocketAddress target() {
    if (address.startsWith(OwnerCheck.UNIX)) {
      return UnixDomainSocketAddress.of(file());
    }
    Endpoint at = Endpoint.parse(address);
    return new InetSocketAddress(at.host(), at.port());
  }

  private Path file() {
    return Path.of(address.substring(OwnerCheck.UNIX.length()));
  }

  private String troubleWith(SocketChannel open) throws IOException {
    if (!open.finishConnect()) {
      return address + ": its queue of connections is full, and nobody accepts them";
    }
    if (address.startsWith(OwnerCheck.UNIX)) {
      return AcceptQueue.lengthAt(file()) == 0 ? "" : nobody();
    }
    return switch (AcceptQueue.placeOf(
        (InetSocketAddress) open.getLocalAddress(), (InetSocketAddress) open.getRemoteAddress())) {
      case ACCEPTED -> "";
      case QUEUE -> nobody();
      case HANDSHAKE -> System.nanoTime() - connectedAt > DEFERRED ? "" : nobody();
      case GONE -> throw new IOException("nobody listens there any more");
    };
  }

  private String nobody() {
    return address + ": nobody accepts connections";
  }

  @Override
  public void close() {
    SocketChannel open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LoggerFactory.getLogger(Knock.class).debug("a connection to {} is lost", address, e);
    }
  }
}
