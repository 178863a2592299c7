package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads an address, and checks that it is one of this machine before a component fails to bind it.
final class OwnAddress {
  /// Two or more groups of zero, with the colons around them.
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

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
    return canonical(address);
  }

  /// The shortest form (RFC 5952, section 4): the longest run of zero groups is left out, the first
  /// one of several, and a single group never.
  static String canonical(InetAddress address) {
    String groups = address.getHostAddress();
    int scope = groups.indexOf('%');
    if (scope >= 0) {
      return shortened(groups.substring(0, scope)) + groups.substring(scope);
    }
    return address instanceof Inet6Address ? shortened(groups) : groups;
  }

  private static String shortened(String groups) {
    Optional<MatchResult> longest =
        ZEROS
            .matcher(groups)
            .results()
            .reduce((one, next) -> zeros(next) > zeros(one) ? next : one);
    return longest
        .map(run -> groups.substring(0, run.start()) + "::" + groups.substring(run.end()))
        .orElse(groups);
  }

  private static long zeros(MatchResult run) {
    return run.group().chars().filter(c -> c == '0').count();
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
