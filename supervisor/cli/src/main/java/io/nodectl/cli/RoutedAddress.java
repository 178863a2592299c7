package io.nodectl.cli;

import io.nodectl.handshake.AddressText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// The address of this host that others reach it at: the one that the kernel would send from.
///
/// A datagram socket that is connected to an address of the internet tells it, and nothing is sent.
final class RoutedAddress {
  /// The addresses that Ray asks in this way; any that is routed by default would do.
  private static final List<String> FAR = List.of("8.8.8.8", "2001:4860:4860::8888");

  private static final int ANY_PORT = 53;

  private RoutedAddress() {}

  /// Empty if this host has no route to others.
  static Optional<String> find() {
    return FAR.stream()
        .map(RoutedAddress::towards)
        .flatMap(Optional::stream)
        .map(AddressText::of)
        .findFirst();
  }

  private static Optional<InetAddress> towards(String far) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(far), ANY_PORT));
      InetAddress own = socket.getLocalAddress();
      return own.isAnyLocalAddress() || own.isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(own);
    } catch (IOException | UncheckedIOException _) {
      // No route, or no such family: that is what was asked.
      return Optional.empty();
    }
  }
}
