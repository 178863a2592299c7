package io.nodectl.handshake;

import java.net.Inet6Address;
import java.net.InetAddress;

/// The one form in which addresses are written, so that they can be compared as text.
public final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  /// An IPv4 address as usual; an IPv6 address in its shortest form (RFC 5952, section 4): the
  /// longest run of zero groups is left out, the first one of several, and a single group never.
  public static String of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    String full = address.getHostAddress();
    int zone = full.indexOf('%');
    return shortest(address.getAddress()) + (zone < 0 ? "" : full.substring(zone));
  }

  private static String shortest(byte[] bytes) {
    int from = 0;
    int to = 0;
    for (int start = 0; start < GROUPS; start++) {
      int end = endOfZeros(bytes, start);
      if (end - start > to - from) {
        from = start;
        to = end;
      }
    }
    return to - from < 2
        ? groups(bytes, 0, GROUPS)
        : groups(bytes, 0, from) + "::" + groups(bytes, to, GROUPS);
  }

  private static int endOfZeros(byte[] bytes, int start) {
    int end = start;
    while (end < GROUPS && group(bytes, end) == 0) {
      end++;
    }
    return end;
  }

  private static String groups(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(group(bytes, i)));
    }
    return text.toString();
  }

  private static int group(byte[] bytes, int index) {
    return Byte.toUnsignedInt(bytes[2 * index]) * 256 + Byte.toUnsignedInt(bytes[2 * index + 1]);
  }
}
