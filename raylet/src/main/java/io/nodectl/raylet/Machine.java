package io.nodectl.raylet;

import io.nodectl.raylet.resources.FixedPoint;
import io.nodectl.raylet.resources.NodeResources;
import io.nodectl.raylet.resources.ResourceWishes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The machine a node runs on, as far as gcs is told of it.
///
/// @param hostname as the kernel knows it; never looked up, because a resolver may block
/// @param processors logical processors this JVM may use
/// @param memoryBytes memory this process may use
record Machine(String hostname, int processors, long memoryBytes) {

  /// The label under which Ray 2.60 repeats the node id.
  private static final String ID_LABEL = "ray.io/node-id";

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

  /// What a node on this machine has, under Ray 2.60's names: `node:<ip>` is there exactly once on
  /// every node, and tools tell the head by `node:__internal_head__`.
  ///
  /// @param wishes what was said of it
  /// @param devices that were found, by resource
  NodeResources resources(
      NodeIdentity node, ResourceWishes wishes, Map<String, List<String>> devices) {
    var own = new TreeMap<String, Long>();
    own.put("node:" + node.ip(), FixedPoint.ONE);
    if (node.role() == Role.HEAD) {
      own.put("node:__internal_head__", FixedPoint.ONE);
    }
    return wishes.of(
        new ResourceWishes.Found(processors, memoryBytes, devices),
        own,
        Map.of(ID_LABEL, node.id().hex()));
  }
}
