package io.nodectl.testparent;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Messages that make no sense, or some, or a little: of every kind, the same for the same seed.
/// Their ids are few, so that calls meet each other's; their addresses lead nowhere.
public final class Nonsense {

  private static final int DEEPEST = 4;
  private static final int[] LENGTHS = {0, 1, 4, 16, 18, 24, 28, 28, 28, 32};
  private static final List<String> TEXTS =
      List.of("", "127.0.0.1", "no host", "gcs://x", "namespace", "ALIVE", "\0\u20ac{%s}");
  private static final long[] NUMBERS = {0, 1, -1, 2, 70_000, Integer.MAX_VALUE, Long.MIN_VALUE};

  private final RandomGenerator random;

  /// @param random decides what is sent
  public Nonsense(RandomGenerator random) {
    this.random = random;
  }

  /// A message of that kind, as bytes; now and then they are damaged.
  public byte[] like(Message kind) {
    byte[] bytes = fill(kind.newBuilderForType(), 0).build().toByteArray();
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private Message.Builder fill(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else {
        builder.setField(field, value(builder, field, depth));
      }
    }
    return builder;
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) number();
      case LONG -> number();
      case FLOAT -> (float) number();
      case DOUBLE -> random.nextBoolean() ? number() : Double.NaN;
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> id();
      case ENUM -> any(field.getEnumType());
      case MESSAGE -> {
        Message.Builder inner = builder.newBuilderForField(field);
        yield depth < DEEPEST ? fill(inner, depth + 1).build() : inner.build();
      }
    };
  }

  private long number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /// One of three for each length, one of them Ray's word for none.
  private ByteString id() {
    byte[] bytes = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
    Arrays.fill(bytes, (byte) (random.nextInt(3) - 1));
    return ByteString.copyFrom(bytes);
  }

  private Object any(EnumDescriptor kind) {
    return random.nextInt(10) == 0
        ? kind.findValueByNumberCreatingIfUnknown(1000)
        : kind.getValues().get(random.nextInt(kind.getValues().size()));
  }
}
