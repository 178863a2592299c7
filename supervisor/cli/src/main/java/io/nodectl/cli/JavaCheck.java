package io.nodectl.cli;

import io.nodectl.node.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Looks at the JDK, and who makes use of the AOT caches that were made with it.
final class JavaCheck {
  private static final String CACHE_ENDS = ".aot\n";

  private JavaCheck() {}

  /// The JDK that runs this command.
  static Finding jdk() {
    String home = System.getProperty(Distribution.PROPERTY);
    String java = "JDK %s in %s".formatted(Runtime.version(), System.getProperty("java.home"));
    if (home == null) {
      return Finding.warn(
          "jdk", java + ", without a distribution", "Run bin/nodectl of a distribution.");
    }
    try {
      String trainedWith = Files.readString(Path.of(home, "java-home")).strip();
      return trainedWith.equals(System.getProperty("java.home"))
          ? Finding.ok("jdk", java)
          : Finding.warn(
              "jdk",
              java + "; the AOT caches are made for the one in " + trainedWith,
              "Starts are slower. Install that JDK, or build nodectl anew with this one.");
    } catch (IOException e) {
      return Finding.bad(
          "jdk", "the distribution %s is not whole: %s".formatted(home, e), "Build nodectl anew.");
    }
  }

  /// The processes of a node that runs.
  static Finding caches(JsonNode status) {
    List<String> without = new ArrayList<>();
    int with = 0;
    for (NodeProcess process : NodeProcesses.of(status)) {
      String maps = maps(process.pid());
      if (maps.contains(CACHE_ENDS)) {
        with++;
      } else if (maps.contains("libjvm.so")) {
        without.add(process.role() + " (pid " + process.pid() + ")");
      }
    }
    String name = "node '%s': ".formatted(status.path("name").asString(""));
    return without.isEmpty()
        ? Finding.ok("aot", name + with + " processes use an AOT cache")
        : Finding.warn(
            "aot",
            name + "no AOT cache is used by " + String.join(", ", without),
            "They take more memory and start more slowly; expected for what is being debugged.");
  }

  private static String maps(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "maps"));
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }
}
