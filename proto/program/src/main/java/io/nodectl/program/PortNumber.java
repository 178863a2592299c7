package io.nodectl.program;

import io.nodectl.handshake.Endpoint;

/// A port that is asked for: 0 to 65535, where 0 stands for any free one.
final class PortNumber {

  private static final int MAX_DIGITS = 5;

  private PortNumber() {}

  /// @throws IllegalArgumentException if the text is none
  static Integer parse(String text) {
    int port = isShortNumber(text) ? Integer.parseInt(text) : Endpoint.MAX_PORT + 1;
    if (port > Endpoint.MAX_PORT) {
      throw new IllegalArgumentException("\"" + text + "\" is not a port (0 to 65535)");
    }
    return port;
  }

  private static boolean isShortNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_DIGITS;
  }
}
