package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;

/// Where packages come from.
@FunctionalInterface
public interface PackageSource {
  /// Brings a package here.
  ///
  /// @param uri such as `gcs://NAME`
  /// @param file is made
  /// @throws SetupFailed if there is no such package, or it cannot be reached in time
  void fetch(String uri, Path file, TimeLimit limit)
      throws SetupFailed, IOException, InterruptedException;
}
