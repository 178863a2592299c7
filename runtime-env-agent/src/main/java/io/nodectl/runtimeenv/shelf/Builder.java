package io.nodectl.runtimeenv.shelf;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.plugin.SetupFailed;
import java.io.IOException;
import java.nio.file.Path;

/// Makes a thing.
@FunctionalInterface
public interface Builder {
  /// Makes it in an empty folder, where it stays.
  void build(Path folder) throws InvalidEnvironment, SetupFailed, IOException, InterruptedException;
}
