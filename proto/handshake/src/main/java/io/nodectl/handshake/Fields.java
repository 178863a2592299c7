package io.nodectl.handshake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Fields that reports and orders have in common.
final class Fields {
  /// A year: longer waits are nonsense, and this much never overflows when added to a clock.
  private static final long MAX_MILLIS = 365L * 24 * 3600 * 1000;

  private Fields() {}

  static Duration millis(RawRecord raw, String key, long min) throws MalformedRecord {
    return Duration.ofMillis(raw.number(key, min, MAX_MILLIS));
  }

  /// The ports among the fields; those lines begin with `prefix`.
  static Ports ports(RawRecord raw, String prefix) throws MalformedRecord {
    SequencedMap<String, Optional<Endpoint>> ports = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : raw.fields().entrySet()) {
      if (field.getKey().startsWith(prefix)) {
        ports.put(name(field.getKey().substring(prefix.length())), endpoint(field.getValue()));
      }
    }
    if (ports.size() > Ports.MAX) {
      throw new MalformedRecord(ports.size() + " ports, at most " + Ports.MAX + " are allowed");
    }
    return new Ports(ports);
  }

  static String name(String text) throws MalformedRecord {
    if (!Names.isName(text)) {
      throw new MalformedRecord(
          "the bad name \"" + text + "\": [a-z][a-z0-9_-]*, at most 32 characters");
    }
    return text;
  }

  private static Optional<Endpoint> endpoint(String text) throws MalformedRecord {
    if (text.equals(Ports.ABSENT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Endpoint.parse(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecord(String.valueOf(e.getMessage()));
    }
  }
}
