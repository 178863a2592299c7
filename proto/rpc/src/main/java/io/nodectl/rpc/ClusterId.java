package io.nodectl.rpc;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// The id of a cluster; whoever carries another one talks to the wrong GCS.
///
/// @param bytes exactly 28 bytes
public record ClusterId(ByteString bytes) {

  /// Length of an id, in bytes.
  public static final int LENGTH = Id28.LENGTH;

  /// Wraps the bytes.
  ///
  /// @throws IllegalArgumentException if they are not 28
  public ClusterId {
    Id28.checked(bytes, "cluster id");
  }

  /// A new id, drawn at random.
  public static ClusterId random() {
    return new ClusterId(RandomBytes.take(LENGTH));
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException if it is not 56 hexadecimal digits
  public static ClusterId fromHex(String hex) {
    return new ClusterId(Id28.fromHex(hex, "cluster id"));
  }

  /// Wraps the bytes.
  ///
  /// @throws IllegalArgumentException if they are not 28
  public static ClusterId of(ByteString bytes) {
    return new ClusterId(bytes);
  }

  /// Wraps what a stranger sent: empty if it is not 28 bytes long.
  public static Optional<ClusterId> ifWellFormed(ByteString bytes) {
    return Id28.ifWellFormed(bytes, ClusterId::new);
  }

  /// Whether this is Ray's word for "no id": every byte 0xff.
  public boolean isNil() {
    return Id28.isNil(bytes);
  }

  /// The text form: 56 lower-case hexadecimal digits.
  public String hex() {
    return Id28.hex(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
