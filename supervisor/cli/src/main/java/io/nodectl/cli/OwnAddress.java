package io.nodectl.cli;

import io.nodectl.handshake.AddressText;
import io.nodectl.node.InvalidInput;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/// Reads an address, and checks that it is one of this machine before a component fails to bind it.
final class OwnAddress {
  private OwnAddress() {}

  /// What it says, in the one form that every program and every address on screen has: `127.1` is
  /// 127.0.0.1, `[::1]` is ::1, and an IPv4 address inside an IPv6 one is an IPv4 address.
  ///
  /// @throws InvalidInput if it is not one of this machine, or is no address
  static String check(String text) {
    InetAddress address = parse(text);
    if (address.isAnyLocalAddress()) {
      throw new InvalidInput(
          "--node-ip-address %s stands for all addresses, and others cannot reach a node at it: give one of them (see: ip address)"
              .formatted(text));
    }
    // Linux has all of 127.0.0.0/8, though only 127.0.0.1 is listed.
    if (!address.isLoopbackAddress() && !isOfAnInterface(address)) {
      throw new InvalidInput(
          "--node-ip-address %s is not an address of this machine (see: ip address)"
              .formatted(text));
    }
    return AddressText.of(address);
  }

  private static InetAddress parse(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "--node-ip-address '%s' is not an IP address: names are not looked up".formatted(text));
    }
  }

  private static boolean isOfAnInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      // Nobody can say; the component that binds it will.
      return true;
    }
  }
}
