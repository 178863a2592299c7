package io.nodectl.gcs.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// What was said of this cluster for Ray's own programs.
///
/// @param tempDir the folder in which those of the head's host keep the folders of their sessions;
///     nothing of ours lies in it
/// @param sessionName the name of the session, if somebody else draws it
/// @param autoscaler which of Ray's autoscalers the cluster has
/// @param systemConfig the cluster's system configuration as JSON text, which is handed out as it
///     is, if somebody else makes it
public record RaySettings(
    Path tempDir,
    Optional<String> sessionName,
    Autoscaler autoscaler,
    Optional<String> systemConfig) {

  /// A version of Ray's autoscaler, which Ray 2.60's programs look up: it says among others where
  /// `ray status` reads.
  public enum Autoscaler {
    /// Ray 2.60's default.
    V1("0"),
    V2("1");

    private final String flag;

    Autoscaler(String flag) {
      this.flag = flag;
    }

    /// As it stands under the key `__autoscaler_v2_enabled`.
    String flag() {
      return flag;
    }
  }

  /// Those of a cluster of which nothing was said: Ray 2.60's own folder.
  public static RaySettings usual() {
    return new RaySettings(Path.of("/tmp/ray"), Optional.empty(), Autoscaler.V1, Optional.empty());
  }
}
