package io.nodectl.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// A frame of HTTP/2 (RFC 9113, section 4.1).
///
/// @param payload at most 16384 bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
record Http2Frame(int type, int flags, int stream, byte[] payload) {
  // Types and flags of RFC 9113, section 6.
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;

  private static final int HEAD = 9;

  /// The most that a frame may hold for who has not asked for more.
  private static final int LONGEST = 16_384;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The four bytes of the payload from there on as a number without its highest bit.
  int number(int from) {
    return ((payload[from] & 0x7f) << 24)
        | ((payload[from + 1] & 0xff) << 16)
        | ((payload[from + 2] & 0xff) << 8)
        | (payload[from + 3] & 0xff);
  }

  void writeTo(ByteArrayOutputStream out) {
    int length = payload.length;
    out.writeBytes(new byte[] {0, (byte) (length >> 8), (byte) length, (byte) type, (byte) flags});
    out.writeBytes(
        new byte[] {
          (byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream
        });
    out.writeBytes(payload);
  }

  /// Finds frames in what comes in pieces of any size.
  static final class Reader {
    private byte[] held = new byte[0];

    void add(byte[] bytes, int count) {
      int had = held.length;
      held = Arrays.copyOf(held, had + count);
      System.arraycopy(bytes, 0, held, had, count);
    }

    /// The next frame; empty if it is not whole yet.
    ///
    /// @throws IOException if that cannot be a frame
    Optional<Http2Frame> next() throws IOException {
      if (held.length < HEAD) {
        return Optional.empty();
      }
      int length = ((held[0] & 0xff) << 16) | ((held[1] & 0xff) << 8) | (held[2] & 0xff);
      if (length > LONGEST) {
        throw new IOException("not HTTP/2");
      }
      if (held.length < HEAD + length) {
        return Optional.empty();
      }
      Http2Frame head = new Http2Frame(held[3], held[4], 0, Arrays.copyOfRange(held, 5, HEAD));
      byte[] payload = Arrays.copyOfRange(held, HEAD, HEAD + length);
      held = Arrays.copyOfRange(held, HEAD + length, held.length);
      return Optional.of(new Http2Frame(head.type, head.flags, head.number(0), payload));
    }
  }
}
