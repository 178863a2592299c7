package io.nodectl.rpc;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// The id of a node of a cluster; a restarted raylet is another node and has another id.
///
/// @param bytes exactly 28 bytes
public record NodeId(ByteString bytes) {

  /// Length of an id, in bytes.
  public static final int LENGTH = Id28.LENGTH;

  /// Wraps the bytes.
  ///
  /// @throws IllegalArgumentException if they are not 28
  public NodeId {
    Id28.checked(bytes, "node id");
  }

  /// A new id, drawn at random.
  public static NodeId random() {
    return new NodeId(RandomBytes.take(LENGTH));
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException if it is not 56 hexadecimal digits
  public static NodeId fromHex(String hex) {
    return new NodeId(Id28.fromHex(hex, "node id"));
  }

  /// Wraps the bytes.
  ///
  /// @throws IllegalArgumentException if they are not 28
  public static NodeId of(ByteString bytes) {
    return new NodeId(bytes);
  }

  /// Wraps what a stranger sent: empty if it is not 28 bytes long.
  public static Optional<NodeId> ifWellFormed(ByteString bytes) {
    return Id28.ifWellFormed(bytes, NodeId::new);
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
