package io.nodectl.gcs.cluster;

import io.nodectl.gcs.storage.Tables;

/// The cluster's system configuration: what its raylets are to do in another way than Ray does by
/// default. JSON text.
///
/// @param settings may have it as a whole
public record SystemConfig(RaySettings settings) {

  /// What is handed out: what somebody said, else what Ray 2.60's own start script says of a head
  /// with all defaults. A program that joins (`ray start --address`) fails without the keys about
  /// spilling, and puts a folder of its own in the place of the head's.
  public String json(Tables tables) {
    return settings
        .systemConfig()
        .orElseGet(() -> RaySession.of(tables, settings).map(SystemConfig::spilling).orElse("{}"));
  }

  private static String spilling(RaySession session) {
    String folder = escaped(session.folder().toString());
    String where =
        "{\"type\": \"filesystem\", \"params\": {\"directory_path\": \"%s\"}}".formatted(folder);
    return "{\"automatic_object_spilling_enabled\": true, \"object_spilling_config\": \"%s\","
            .formatted(escaped(where))
        + " \"is_external_storage_type_fs\": true}";
  }

  /// As it stands between the quotes of a JSON text.
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
