package io.nodectl.raylet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The machine a node runs on, as far as gcs is told of it.
///
/// @param hostname as the kernel knows it; never looked up, because a resolver may block
/// @param processors logical processors this JVM may use
/// @param memoryBytes memory this process may use
record Machine(String hostname, int processors, long memoryBytes) {

  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /// See proc_meminfo(5): the line `MemTotal: N kB`, where kB means 1024 bytes.
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /// Reads /proc, which costs less at start-up than the management beans of the JDK.
  static Machine here() {
    try {
      return new Machine(
          Files.readString(HOSTNAME).strip(),
          Runtime.getRuntime().availableProcessors(),
          MemoryLimit.within(totalMemory(Files.readString(MEMORY))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what machine this is from /proc", e);
    }
  }

  static long totalMemory(String meminfo) {
    return meminfo
        .lines()
        .filter(line -> line.startsWith("MemTotal:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no MemTotal in /proc/meminfo"));
  }

  /// The resources of a node on this machine under Ray 2.60's names: `node:<ip>` is there exactly
  /// once on every node, and tools tell the head by `node:__internal_head__`.
  Map<String, Double> resources(NodeIdentity node) {
    var resources = new LinkedHashMap<String, Double>();
    resources.put("CPU", (double) processors);
    resources.put("memory", (double) memoryBytes);
    resources.put("node:" + node.ip(), 1.0);
    if (node.role() == Role.HEAD) {
      resources.put("node:__internal_head__", 1.0);
    }
    return resources;
  }
}
