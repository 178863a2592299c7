package io.nodectl.environment.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A cluster that keeps packages of 1 MiB at most, and remembers what was put and pinned.
final class PackagesInMemory implements PackageStore {
  final Map<String, byte[]> byUri = new HashMap<>();
  final List<String> puts = new ArrayList<>();
  final List<String> pins = new ArrayList<>();

  @Override
  public long largest() {
    return 1 << 20;
  }

  @Override
  public boolean has(String uri) {
    return byUri.containsKey(uri);
  }

  @Override
  public void put(String uri, Path file) throws IOException {
    puts.add(uri);
    byUri.put(uri, Files.readAllBytes(file));
  }

  @Override
  public boolean get(String uri, Path file) throws IOException {
    byte[] bytes = byUri.get(uri);
    if (bytes != null) {
      Files.write(file, bytes);
    }
    return bytes != null;
  }

  @Override
  public void pin(String uri, Duration howLong) {
    pins.add(uri);
  }
}
