package io.nodectl.node;

import java.nio.file.Path;

/// The AOT caches of a distribution. Each holds what its processes need and little more, because a
/// JVM loads and links all classes of its cache before it comes to `main`. With one cache for all,
/// `nodectl version` took 109 ms and not 62, and `nodectl nodes` 225 ms and not 158 (JDK 25.0.3,
/// two cores).
public enum AotCache {
  /// The components of a node.
  COMPONENTS("components.aot"),
  /// gcs-server on its own, as in the place of Ray's: with nobody to share it, it would pay for all
  /// that the other components need, 17 MB of memory.
  GCS("gcs.aot"),
  /// The guardian, the supervisor, and the commands that speak with them.
  NODE("node.aot"),
  /// The commands that ask a cluster.
  CLUSTER("cluster.aot");

  private final String file;

  AotCache(String file) {
    this.file = file;
  }

  /// The option that makes a JVM use it.
  String option(Path distribution) {
    return "-XX:AOTCache=" + in(distribution);
  }

  /// Where it lies.
  public Path in(Path distribution) {
    return distribution.resolve(file);
  }
}
