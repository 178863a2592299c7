package io.nodectl.spawn;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// A TCP socket that has a number (bind(2)), with SO_REUSEADDR.
///
/// @param socket not inherited by children that do not list it
/// @param port 1 to 65535
record BoundSocket(Fd socket, int port) {
  private static final Libc.Function SOCKET = new Libc.Function("socket");
  private static final Libc.Function SETSOCKOPT = new Libc.Function("setsockopt");
  private static final Libc.Function BIND = new Libc.Function("bind");
  private static final Libc.Function GETSOCKNAME = new Libc.Function("getsockname");

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;
  private static final int SOCK_STREAM_CLOEXEC = 1 | Fd.O_CLOEXEC;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;

  // struct sockaddr_in and sockaddr_in6 (ip(7), ipv6(7)).
  private static final int PORT = 2;
  private static final int ADDRESS = 4;
  private static final int ADDRESS6 = 8;
  private static final int SIZE = 16;
  private static final int SIZE6 = 28;

  /// Binds to that number.
  ///
  /// @param host an IPv4 or IPv6 address, or a name of this machine
  /// @param port 0 lets the kernel choose
  /// @throws SystemCallException EADDRINUSE, EADDRNOTAVAIL, EACCES, EMFILE
  static BoundSocket open(String host, int port) {
    InetAddress address = address(host);
    short family = address instanceof Inet4Address ? AF_INET : AF_INET6;
    Fd socket =
        Fd.owned(SystemCallException.check("socket", SOCKET.int32(family, SOCK_STREAM_CLOEXEC, 0)));
    try {
      reuseAddress(socket);
      bind(socket, family, address.getAddress(), port);
      return new BoundSocket(socket, port == 0 ? numberOf(socket) : port);
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new SystemCallException("lookup of " + host, Errno.EADDRNOTAVAIL);
    }
  }

  private static void reuseAddress(Fd socket) {
    try (Block on = Block.of(Integer.BYTES)) {
      on.bytes().putInt(0, 1);
      int result =
          SETSOCKOPT.int32(socket.number(), SOL_SOCKET, SO_REUSEADDR, on.address(), Integer.BYTES);
      SystemCallException.check("setsockopt", result);
    }
  }

  private static void bind(Fd socket, short family, byte[] address, int port) {
    int size = family == AF_INET ? SIZE : SIZE6;
    try (Block name = Block.of(size)) {
      ByteBuffer bytes = name.bytes();
      bytes.putShort(0, family);
      bytes.put(PORT, (byte) (port >> 8)).put(PORT + 1, (byte) port);
      bytes.put(family == AF_INET ? ADDRESS : ADDRESS6, address);
      int result = BIND.int32(socket.number(), name.address(), size);
      SystemCallException.check("bind to port " + port, result);
    }
  }

  private static int numberOf(Fd socket) {
    try (Block name = Block.of(SIZE6);
        Block size = Block.of(Integer.BYTES)) {
      size.bytes().putInt(0, SIZE6);
      int result = GETSOCKNAME.int32(socket.number(), name.address(), size.address());
      SystemCallException.check("getsockname", result);
      int high = name.bytes().get(PORT) & 0xff;
      return high << 8 | (name.bytes().get(PORT + 1) & 0xff);
    }
  }
}
