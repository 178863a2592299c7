package io.nodectl.node;

import java.util.Map;

/// Where a head keeps its cluster's state.
public sealed interface Keeping {

  /// In the node's own folder.
  record InFolder() implements Keeping {}

  /// Nowhere: it ends with the process that has it.
  record InMemory() implements Keeping {}

  /// In a server that is no part of the node, and that gcs-server is told of by its flags.
  ///
  /// @param secrets are told to gcs-server alone, and stand on no command line
  record Elsewhere(Map<String, String> secrets) implements Keeping {
    public Elsewhere {
      secrets = Map.copyOf(secrets);
    }

    /// Never the secrets.
    @Override
    public String toString() {
      return "Elsewhere" + secrets.keySet();
    }
  }
}
