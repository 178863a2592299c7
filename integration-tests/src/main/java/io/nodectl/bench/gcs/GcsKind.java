package io.nodectl.bench.gcs;

/// A control plane, and what keeps what it is told.
public enum GcsKind {
  OURS_SQLITE("gcs-server, SQLite"),
  RAY_REDIS("Ray, Redis always"),
  OURS_REDIS("gcs-server, Redis always"),
  RAY_MEMORY("Ray, memory"),
  OURS_MEMORY("gcs-server, memory");

  private final String label;

  GcsKind(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
