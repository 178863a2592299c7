package io.nodectl.handshake;

import java.util.Arrays;

/// What {@link ReportDecoder} made of the bytes of a child.
public sealed interface Decoded {
  /// The child said this.
  record Reported(Report report) implements Decoded {}

  /// The child did not keep to the protocol; nothing it writes from here on is decoded.
  ///
  /// @param why for a person
  /// @param firstBytes how the offending record begins, at most 64 bytes
  @SuppressWarnings("ArrayRecordComponent") // equals, hashCode and the copies are below
  record Malformed(String why, byte[] firstBytes) implements Decoded {
    public Malformed {
      firstBytes = firstBytes.clone();
    }

    @Override
    public byte[] firstBytes() {
      return firstBytes.clone();
    }

    /// The first bytes for a person: in quotes, what is not printable ASCII as `\xHH`.
    public String quoted() {
      StringBuilder text = new StringBuilder("\"");
      for (byte b : firstBytes) {
        if (b >= ' ' && b < 127 && b != '"' && b != '\\') {
          text.append((char) b);
        } else {
          text.append("\\x")
              .append(Character.forDigit(b >> 4 & 15, 16))
              .append(Character.forDigit(b & 15, 16));
        }
      }
      return text.append('"').toString();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Malformed that
          && why.equals(that.why)
          && Arrays.equals(firstBytes, that.firstBytes);
    }

    @Override
    public int hashCode() {
      return 31 * why.hashCode() + Arrays.hashCode(firstBytes);
    }

    @Override
    public String toString() {
      return "Malformed[" + why + ", " + quoted() + "]";
    }
  }

  /// The child speaks a later version, which may mean anything; nothing more is decoded.
  ///
  /// @param theirs 2 or more
  record OtherVersion(int theirs) implements Decoded {
    /// For a person, with both numbers.
    public String message() {
      return "it speaks NODECTL/" + theirs + ", this nodectl speaks NODECTL/" + Records.VERSION;
    }
  }
}
