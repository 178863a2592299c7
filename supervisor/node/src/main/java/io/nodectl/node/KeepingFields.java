package io.nodectl.node;

import java.util.HashMap;
import java.util.Map;

/// A {@link Keeping} as fields of a `CONFIG` record.
final class KeepingFields {
  private static final String KIND = "keep";
  private static final String SECRET = "keep.secret.";

  private KeepingFields() {}

  static Map<String, String> write(Keeping keeping) {
    return switch (keeping) {
      case Keeping.InFolder() -> Map.of(KIND, "folder");
      case Keeping.InMemory() -> Map.of(KIND, "memory");
      case Keeping.Elsewhere(Map<String, String> secrets) -> {
        Map<String, String> fields = new HashMap<>(Map.of(KIND, "elsewhere"));
        secrets.forEach((key, value) -> fields.put(SECRET + key, value));
        yield fields;
      }
    };
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @throws InvalidInput if it cannot be right
  static Keeping read(Map<String, String> fields) {
    return switch (fields.getOrDefault(KIND, "folder")) {
      case "folder" -> new Keeping.InFolder();
      case "memory" -> new Keeping.InMemory();
      case "elsewhere" -> new Keeping.Elsewhere(secrets(fields));
      case String other -> throw new InvalidInput("unknown keep '%s'".formatted(other));
    };
  }

  private static Map<String, String> secrets(Map<String, String> fields) {
    Map<String, String> secrets = new HashMap<>();
    fields.forEach(
        (key, value) -> {
          if (key.startsWith(SECRET)) {
            secrets.put(key.substring(SECRET.length()), value);
          }
        });
    return secrets;
  }
}
