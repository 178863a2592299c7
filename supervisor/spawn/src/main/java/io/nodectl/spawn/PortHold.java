package io.nodectl.spawn;

/// Holds the number of a TCP port while nobody listens there: a socket that is bound with
/// SO_REUSEADDR (socket(7)) and does not listen.
///
/// While it is open, no other process is given that number for port 0 or for an outgoing
/// connection, and a connection to it is refused. A server that sets SO_REUSEADDR, as Java's and
/// Netty's do, can listen on it all the same; so can a stranger who names the number and sets that
/// option.
public final class PortHold implements AutoCloseable {
  private final BoundSocket bound;

  private PortHold(BoundSocket bound) {
    this.bound = bound;
  }

  /// Holds a number.
  ///
  /// @param host the address that the server was bound to: an IPv4 or IPv6 address, or a name of
  ///     this machine
  /// @param port 1 to 65535
  /// @throws SystemCallException EADDRINUSE: somebody listens there; EADDRNOTAVAIL: this machine
  ///     does not have that address; EACCES: a port below 1024 and no right to it; EMFILE
  public static PortHold take(String host, int port) {
    return new PortHold(BoundSocket.open(host, port));
  }

  /// Holds a number that is free.
  ///
  /// @param host where a server will be bound: an IPv4 or IPv6 address, or a name of this machine
  /// @throws SystemCallException EADDRINUSE: no number is free; EADDRNOTAVAIL; EMFILE
  public static PortHold takeAny(String host) {
    return new PortHold(BoundSocket.open(host, 0));
  }

  /// The number that is held.
  public int port() {
    return bound.port();
  }

  /// Lets go of the number.
  @Override
  public void close() {
    bound.socket().close();
  }
}
