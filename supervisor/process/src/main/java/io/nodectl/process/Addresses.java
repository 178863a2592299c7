package io.nodectl.process;

import io.nodectl.handshake.AddressText;
import java.net.InetAddress;

/// Relations between addresses that servers listen on.
final class Addresses {
  private Addresses() {}

  /// Whether a connection could reach either of two listeners: they have the same address, or one
  /// of them listens on all. The IPv6 wildcard takes IPv4 connections too (ipv6(7), IPV6_V6ONLY).
  static boolean overlap(InetAddress one, InetAddress other) {
    if (one.isAnyLocalAddress()) {
      return covers(one, other);
    }
    return other.isAnyLocalAddress() ? covers(other, one) : one.equals(other);
  }

  private static boolean covers(InetAddress any, InetAddress other) {
    int size = any.getAddress().length;
    return size > 4 || size == other.getAddress().length || other.isAnyLocalAddress();
  }

  /// Where to connect to a server of this host that listens on `address`.
  static String reachable(InetAddress address) {
    return address.isAnyLocalAddress() ? "127.0.0.1" : AddressText.of(address);
  }
}
