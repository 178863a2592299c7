package io.nodectl.gcs;

/// The tables of a cluster's state; a name is part of the format that is kept.
enum Table {
  /// What the cluster as a whole is.
  CLUSTER("cluster"),
  /// Nodes by their id, living and dead.
  NODES("nodes"),
  /// The internal key-value store.
  KV("kv");

  private final String label;

  Table(String label) {
    this.label = label;
  }

  /// Letters only: it may stand in a statement as it is.
  String label() {
    return label;
  }
}
