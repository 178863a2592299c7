package io.nodectl.spawn;

import java.nio.charset.Charset;

/// Strings as the bytes that system calls take.
final class NativeText {
  // What the JDK itself decodes arguments, environment and paths with, so that they come out as
  // they came in.
  private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding"));

  private NativeText() {}

  /// The bytes without a terminator.
  ///
  /// @throws SystemCallException EILSEQ if the locale's encoding cannot say it: run under a UTF-8
  ///     locale
  static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(CHARSET);
    if (!new String(bytes, CHARSET).equals(text)) {
      throw new SystemCallException("encoding '" + text + "' as " + CHARSET, Errno.EILSEQ);
    }
    return bytes;
  }
}
