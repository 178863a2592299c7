package io.nodectl.gcs.kv;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsStatus;
import java.util.Collection;
import java.util.Optional;

/// How large the parts of a request to the internal key-value store may be, and its answer. All
/// lengths are in bytes. Ray 2.60 has no limits but that of a message; its own keys have at most
/// some hundred bytes, and it refuses by itself to export a function of more than 95 MiB.
final class KvLimits {

  static final int KEY = 64 << 10;
  static final int NAMESPACE = 64 << 10;
  static final int VALUE = 100 << 20;

  /// Keys of one MultiGet.
  static final int KEYS = 10_000;

  /// What an answer with many keys or values may hold.
  static final int ANSWER = 128 << 20;

  private KvLimits() {}

  /// Why a key cannot be one, if so. It may be a prefix too.
  static Optional<GcsStatus> refusal(ByteString namespace, ByteString key) {
    if (namespace.size() > NAMESPACE) {
      return tooLong("the namespace", namespace.size(), NAMESPACE);
    }
    return key.size() > KEY ? tooLong("the key", key.size(), KEY) : Optional.empty();
  }

  /// Why a value cannot be kept, if so.
  static Optional<GcsStatus> refusal(ByteString namespace, ByteString key, ByteString value) {
    return refusal(namespace, key)
        .or(
            () ->
                value.size() > VALUE
                    ? tooLong("the value", value.size(), VALUE)
                    : Optional.empty());
  }

  /// Why so many keys, or one of them, cannot be asked for, if so.
  static Optional<GcsStatus> refusal(ByteString namespace, Collection<ByteString> keys) {
    if (keys.size() > KEYS) {
      return Optional.of(
          Statuses.invalid(
              "%d keys are asked for, at most %d can be at once".formatted(keys.size(), KEYS)));
    }
    return keys.stream().flatMap(key -> refusal(namespace, key).stream()).findFirst();
  }

  /// Says that what was found does not fit into an answer.
  static GcsStatus tooMuch(String remedy) {
    return Statuses.invalid(
        "the answer would hold more than %d bytes; %s".formatted(ANSWER, remedy));
  }

  private static Optional<GcsStatus> tooLong(String what, int size, int limit) {
    return Optional.of(
        Statuses.invalid("%s has %d bytes, at most %d are allowed".formatted(what, size, limit)));
  }
}
