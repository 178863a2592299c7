package io.nodectl.spawn;

/// A listening TCP socket of this process, to be given to a child.
///
/// @param socket the descriptor; whoever has this closes it
/// @param port the number that it got, 1 to 65535
public record ListeningFd(Fd socket, int port) implements AutoCloseable {
  private static final Libc.Function LISTEN = new Libc.Function("listen");

  /// As much as the system allows (net.core.somaxconn) is taken anyway.
  private static final int BACKLOG = 4096;

  /// Listens on a number that is free (listen(2)).
  ///
  /// @param host an IPv4 or IPv6 address, or a name of this machine
  /// @throws SystemCallException EADDRINUSE: no number is free; EADDRNOTAVAIL: this machine does
  ///     not have that address; EMFILE
  public static ListeningFd open(String host) {
    BoundSocket bound = BoundSocket.open(host, 0);
    try {
      SystemCallException.check("listen", LISTEN.int32(bound.socket().number(), BACKLOG));
      return new ListeningFd(bound.socket(), bound.port());
    } catch (SystemCallException e) {
      bound.socket().close();
      throw e;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
