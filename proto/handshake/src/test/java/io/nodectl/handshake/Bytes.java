package io.nodectl.handshake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the tests of records have in common.
final class Bytes {
  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<Decoded> decode(String text) {
    return decode(of(text));
  }

  /// Everything a child wrote before it closed its pipe.
  static List<Decoded> decode(byte[] bytes) {
    ReportDecoder decoder = new ReportDecoder();
    List<Decoded> decoded = new ArrayList<>(decoder.feed(bytes, 0, bytes.length));
    decoder.end().ifPresent(decoded::add);
    return decoded;
  }

  static List<Decoded> decodeOneByOne(byte[] bytes) {
    ReportDecoder decoder = new ReportDecoder();
    List<Decoded> decoded = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      decoded.addAll(decoder.feed(bytes, i, 1));
    }
    decoder.end().ifPresent(decoded::add);
    return decoded;
  }
}
