package io.nodectl.environment.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Where the packages of a cluster are kept.
public interface PackageStore {
  /// How large a package may be, in bytes.
  long largest();

  /// Whether there is such a package.
  boolean has(String uri) throws IOException;

  /// Keeps a package, in place of one of the same name.
  void put(String uri, Path file) throws IOException;

  /// Brings a package here.
  ///
  /// @param file is made
  /// @return false if there is no such package
  boolean get(String uri, Path file) throws IOException;

  /// Keeps a package for a while although nobody uses it yet.
  void pin(String uri, Duration howLong) throws IOException;
}
