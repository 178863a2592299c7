package io.nodectl.handshake;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What a parent says to its child, on the child's standard input.
public sealed interface Order {
  /// The word after `NODECTL/1`.
  String kind();

  /// The lines of the record, values not yet encoded.
  SequencedMap<String, String> fields();

  /// What must not stand in arguments or environment.
  ///
  /// @param values keys of letters, digits, `.`, `_` and `-`; our own programs know `auth.mode` and
  ///     `auth.token`
  record Config(Map<String, String> values) implements Order {
    static final String KIND = "CONFIG";

    public Config {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      return new LinkedHashMap<>(values);
    }

    /// Names the keys and no value: they are secrets, and this text may reach a log.
    @Override
    public String toString() {
      return "Config" + values.keySet();
    }
  }

  /// Where a peer listens now.
  ///
  /// @param peer the component's name
  /// @param generation 1 for its first process, more for each restart
  /// @param ports all of them, at least one
  record Wire(String peer, int generation, Ports ports) implements Order {
    static final String KIND = "WIRE";
    static final String PEER = "peer.";
    static final String GENERATION = "generation";

    /// @throws IllegalArgumentException if the name is none, the generation is less than 1, or
    ///     there is no port
    public Wire {
      Names.requireName("component", peer);
      if (generation < 1) {
        throw new IllegalArgumentException("generation " + generation + " is less than 1");
      }
      if (ports.byName().isEmpty()) {
        throw new IllegalArgumentException(peer + " has no port to be wired to");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      ports.writeTo(fields, PEER + peer + ".");
      fields.put(GENERATION, Integer.toString(generation));
      return fields;
    }
  }

  /// End in an orderly way.
  ///
  /// @param grace how long that may take, 0 or more; then come signals
  /// @param again whether the program is started again at once, so that its place among its peers
  ///     is not to be given up
  record Stop(Duration grace, boolean again) implements Order {
    static final String KIND = "STOP";
    static final String GRACE = "grace.ms";
    static final String AGAIN = "again";

    /// For good.
    public Stop(Duration grace) {
      this(grace, false);
    }

    /// @throws IllegalArgumentException if it is negative
    public Stop {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("a grace of " + grace + " is negative");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      fields.put(GRACE, Long.toString(grace.toMillis()));
      if (again) {
        fields.put(AGAIN, "yes");
      }
      return fields;
    }
  }

  /// Something that not every program knows.
  ///
  /// @param kind `X-` and capital letters, digits or `-`
  /// @param fields keys as in {@link Config}
  record Extension(String kind, SequencedMap<String, String> fields) implements Order {
    static final String PREFIX = "X-";

    /// @throws IllegalArgumentException if the kind is written otherwise
    public Extension {
      if (!kind.startsWith(PREFIX) || !Names.isKind(kind)) {
        throw new IllegalArgumentException("\"" + kind + "\" is not X- and capital letters");
      }
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
  }
}
