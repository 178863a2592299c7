package io.nodectl.handshake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The named ports of one program, in the order it told them.
///
/// @param byName at most 32; names are `[a-z][a-z0-9_-]{0,31}`; an empty value is a port that is
///     deliberately absent, so that nobody waits for it
public record Ports(SequencedMap<String, Optional<Endpoint>> byName) {
  /// How many ports one program may name.
  public static final int MAX = 32;

  private static final Ports NONE = new Ports(new LinkedHashMap<>());

  /// @throws IllegalArgumentException if there are too many, or a name is none
  public Ports {
    if (byName.size() > MAX) {
      throw new IllegalArgumentException(byName.size() + " ports, at most 32 are allowed");
    }
    for (String name : byName.keySet()) {
      Names.requireName("port name", name);
    }
    byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
  }

  /// No port at all.
  public static Ports none() {
    return NONE;
  }

  /// One port.
  public static Ports of(String name, Endpoint at) {
    return NONE.with(name, at);
  }

  /// These ports and one more (or another endpoint for a name that is there already).
  public Ports with(String name, Endpoint at) {
    return and(name, Optional.of(at));
  }

  /// These ports and the statement that `name` does not exist here.
  public Ports without(String name) {
    return and(name, Optional.empty());
  }

  /// Where `name` listens; empty if it is absent or was never named.
  public Optional<Endpoint> endpoint(String name) {
    return byName.getOrDefault(name, Optional.empty());
  }

  private Ports and(String name, Optional<Endpoint> at) {
    SequencedMap<String, Optional<Endpoint>> more = new LinkedHashMap<>(byName);
    more.put(name, at);
    return new Ports(more);
  }

  /// The lines `PREFIX.NAME=HOST:PORT|none` of these ports.
  void writeTo(Map<String, String> fields, String prefix) {
    for (Map.Entry<String, Optional<Endpoint>> port : byName.entrySet()) {
      Optional<Endpoint> at = port.getValue();
      fields.put(prefix.concat(port.getKey()), at.isPresent() ? at.get().toString() : ABSENT);
    }
  }

  /// How an absent port is written.
  static final String ABSENT = "none";
}
