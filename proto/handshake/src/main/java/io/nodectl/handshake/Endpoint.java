package io.nodectl.handshake;

import java.net.InetSocketAddress;

/// Where something listens.
///
/// @param host a name or an address, an IPv6 address without its brackets; the same number on two
///     hosts is two endpoints
/// @param port 1 to 65535
public record Endpoint(String host, int port) {
  /// The highest port number there is (RFC 9293, 3.1: 16 bits).
  public static final int MAX_PORT = 65535;

  /// RFC 1035 2.3.4 allows names of 255 octets; no address is longer.
  private static final int MAX_HOST = 255;

  /// @throws IllegalArgumentException if the host is empty, too long or has a character no host
  ///     has, or the port is out of range
  public Endpoint {
    if (!isHost(host)) {
      throw new IllegalArgumentException("\"" + host + "\" is not a host name or address");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not in 1..65535");
    }
  }

  /// Where a server listens.
  ///
  /// @param at resolved, with a port; its address counts, not the name
  public static Endpoint of(InetSocketAddress at) {
    return new Endpoint(AddressText.of(at.getAddress()), at.getPort());
  }

  /// The endpoint written as `127.0.0.1:80`, `name:80` or `[::1]:80`.
  ///
  /// @throws IllegalArgumentException if it is written in any other way; the message quotes it
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    long port = colon < 0 ? Decimals.NONE : Decimals.parse(text.substring(colon + 1), MAX_PORT);
    String host = colon < 0 ? "" : unbracketed(text.substring(0, colon));
    if (port < 1 || !isHost(host)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not HOST:PORT with a port in 1..65535 (IPv6 in brackets)");
    }
    return new Endpoint(host, (int) port);
  }

  /// The form that {@link #parse} reads.
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  /// The host without brackets; empty, which is no host, when brackets and colons do not go
  /// together.
  private static String unbracketed(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String inner = bracketed ? host.substring(1, host.length() - 1) : host;
    boolean v6 = inner.indexOf(':') >= 0;
    return bracketed == v6 ? inner : "";
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      // Letters outside ASCII come as punycode; '%' separates the zone of an IPv6 address (RFC
      // 4007, 11).
      if (c <= ' ' || c >= 127 || c == '[' || c == ']' || c == '/' || c == '"') {
        return false;
      }
    }
    return !host.isEmpty() && host.length() <= MAX_HOST;
  }
}
