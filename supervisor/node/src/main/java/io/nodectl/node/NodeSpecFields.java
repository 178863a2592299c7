package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A {@link NodeSpec} as the fields of a `CONFIG` record, the form in which it reaches the guardian
/// and the supervisor: it may hold a secret, so neither a command line nor an environment will do.
final class NodeSpecFields {
  private static final String PORT = "port.";
  private static final String GCS_FLAG = "gcs-flag.";
  private static final String OFFER = "offer.";

  private NodeSpecFields() {}

  static Map<String, String> write(NodeSpec spec) {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", spec.name().value());
    switch (spec.role()) {
      case Role.Worker(Endpoint head) -> fields.put("head", head.toString());
      case Role.Head(boolean fresh, Map<String, String> gcsFlags, Keeping keeping) -> {
        fields.put("fresh", Boolean.toString(fresh));
        gcsFlags.forEach((name, value) -> fields.put(GCS_FLAG + name, value));
        fields.putAll(KeepingFields.write(keeping));
      }
    }
    fields.put("ip", spec.identity().ip());
    fields.put("label", spec.identity().label());
    spec.identity().offers().forEach((name, value) -> fields.put(OFFER + name, value));
    spec.ports().forEach((name, number) -> fields.put(PORT + name, Integer.toString(number)));
    fields.put("timeout.ms", Long.toString(spec.timeout().toMillis()));
    switch (spec.auth()) {
      case Auth.Disabled() -> fields.put("auth.mode", "disabled");
      case Auth.OwnToken() -> fields.put("auth.mode", "own");
      case Auth.Token(String token, Optional<Path> path) -> {
        fields.put("auth.mode", "token");
        fields.put("auth.token", token);
        path.ifPresent(file -> fields.put("auth.path", file.toString()));
      }
    }
    spec.plan().ifPresent(file -> fields.put("plan", file.toString()));
    fields.putAll(DebuggingFields.write(spec.debugging()));
    return fields;
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @throws InvalidInput if a field is missing or cannot be right
  static NodeSpec read(Map<String, String> fields) {
    String head = fields.get("head");
    Map<String, Integer> ports = new HashMap<>();
    below(PORT, fields).forEach((name, number) -> ports.put(name, Integer.valueOf(number)));
    NodeSpec spec =
        new NodeSpec(
            new NodeName(required(fields, "name")),
            head == null
                ? new Role.Head(
                    Boolean.parseBoolean(fields.get("fresh")),
                    below(GCS_FLAG, fields),
                    KeepingFields.read(fields))
                : new Role.Worker(Endpoint.parse(head)),
            new NodeSpec.Identity(
                required(fields, "ip"), required(fields, "label"), below(OFFER, fields)),
            ports,
            Duration.ofMillis(Long.parseLong(required(fields, "timeout.ms"))),
            readAuth(fields),
            path(fields, "plan"));
    return spec.debugged(DebuggingFields.read(fields));
  }

  /// The fields whose names begin so, without that.
  private static Map<String, String> below(String prefix, Map<String, String> fields) {
    Map<String, String> found = new HashMap<>();
    fields.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  private static Auth readAuth(Map<String, String> fields) {
    return switch (required(fields, "auth.mode")) {
      case "disabled" -> new Auth.Disabled();
      case "own" -> new Auth.OwnToken();
      case "token" -> new Auth.Token(required(fields, "auth.token"), path(fields, "auth.path"));
      case String other -> throw new InvalidInput("unknown auth.mode '%s'".formatted(other));
    };
  }

  private static Optional<Path> path(Map<String, String> fields, String key) {
    return Optional.ofNullable(fields.get(key)).map(Path::of);
  }

  private static String required(Map<String, String> fields, String key) {
    String value = fields.get(key);
    if (value == null) {
      throw new InvalidInput("the node's description lacks '%s'".formatted(key));
    }
    return value;
  }
}
