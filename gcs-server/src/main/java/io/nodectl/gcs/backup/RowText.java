package io.nodectl.gcs.backup;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.nodectl.gcs.storage.Table;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows in words for people. What is not known to be harmless is told by its size only: values of
/// the key-value store, entrypoints, environments and so on may hold secrets.
final class RowText {

  /// Texts that name things.
  private static final Set<String> NAMES =
      Set.of(
          "node_name",
          "node_manager_address",
          "node_manager_hostname",
          "ip_address",
          "driver_ip_address",
          "name",
          "ray_namespace",
          "class_name",
          "ray_version",
          "session_name",
          "creator_job_name");

  private static final int LONGEST = 200;

  private RowText() {}

  /// A key: ids in hexadecimal digits, those of the key-value store as namespace and key.
  static String key(Table<?> table, ByteString key) {
    if (table == Table.CLUSTER) {
      return text(key);
    }
    if (table != Table.KV || key.size() < Integer.BYTES) {
      return HexFormat.of().formatHex(key.toByteArray());
    }
    int namespace = key.asReadOnlyByteBuffer().getInt();
    int from = Integer.BYTES;
    return namespace < 0 || from + namespace > key.size()
        ? HexFormat.of().formatHex(key.toByteArray())
        : "%s/%s"
            .formatted(
                text(key.substring(from, from + namespace)), text(key.substring(from + namespace)));
  }

  /// A value.
  static String value(Object value) {
    return value instanceof Message message ? message(message) : "";
  }

  private static String message(Message message) {
    return message.getDescriptorForType().getFields().stream()
        .filter(kind -> says(message, kind))
        .map(kind -> kind.getName() + "=" + field(kind, message.getField(kind)))
        .collect(Collectors.joining(" "));
  }

  /// A state is also told if it is the first of its kind, such as ALIVE, which no row spells out.
  private static boolean says(Message message, FieldDescriptor kind) {
    if (kind.isRepeated()) {
      return message.getRepeatedFieldCount(kind) > 0;
    }
    return kind.hasPresence()
        ? message.hasField(kind)
        : kind.getJavaType() == FieldDescriptor.JavaType.ENUM
            || message.getAllFields().containsKey(kind);
  }

  private static String field(FieldDescriptor kind, Object value) {
    if (value instanceof List<?> list) {
      return "[%d]".formatted(list.size());
    }
    return switch (kind.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> String.valueOf(value);
      case ENUM -> value instanceof EnumValueDescriptor named ? named.getName() : "";
      case BYTE_STRING -> bytes(kind, value);
      case STRING -> NAMES.contains(kind.getName()) ? printable(value) : size(value);
      case MESSAGE -> value instanceof Message inner ? "{" + message(inner) + "}" : "";
    };
  }

  private static String bytes(FieldDescriptor kind, Object value) {
    return value instanceof ByteString id && kind.getName().endsWith("_id")
        ? HexFormat.of().formatHex(id.toByteArray())
        : size(value);
  }

  private static String size(Object value) {
    int size = value instanceof ByteString bytes ? bytes.size() : String.valueOf(value).length();
    return "(%d)".formatted(size);
  }

  private static String printable(Object value) {
    return text(ByteString.copyFromUtf8(String.valueOf(value)));
  }

  /// As it is if it can be shown, else as hexadecimal digits; never too long for a line.
  private static String text(ByteString bytes) {
    String text = bytes.toStringUtf8();
    boolean shown = bytes.isValidUtf8() && text.codePoints().noneMatch(Character::isISOControl);
    String whole = shown ? text : HexFormat.of().formatHex(bytes.toByteArray());
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "...";
  }
}
