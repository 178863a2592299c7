package io.nodectl.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.node.AotCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Makes an AOT cache of a distribution in one step (JEP 514): a JVM runs {@link AotTraining}, then
/// writes what it learned.
///
/// @param distribution complete but for the caches
/// @param cache which one is made
/// @param log where the training's output is added
record Training(Path distribution, AotCache cache, Path log) {
  private static final Pattern OTHERS =
      Pattern.compile("(RAY|NODECTL)_.*|(JDK_JAVA|JAVA_TOOL|JDK_AOT_VM|_JAVA)_OPTIONS");
  private static final int MINUTES = 5;
  private static final int SHOWN_LINES = 40;

  /// @throws IllegalStateException if no cache came out; a distribution without one is slow in a
  ///     way that nobody would notice
  void run() throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("nodectl-training");
    try {
      Process process = builder(root).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
        throw failure("was still running after " + MINUTES + " min");
      }
      if (process.exitValue() != 0 || !Files.exists(cache.in(distribution))) {
        throw failure("ended with exit code " + process.exitValue());
      }
    } finally {
      Trees.delete(root);
    }
  }

  private ProcessBuilder builder(Path root) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + distribution.resolve("jvm.options"),
                "-XX:AOTCacheOutput=" + cache.in(distribution),
                "-Dnodectl.dist=" + distribution,
                "-cp",
                distribution.resolve("lib").resolve(Contents.CLASS_PATH_JAR).toString(),
                AotTraining.class.getName(),
                cache.name(),
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What somebody has set for nodes or JVMs of his own would change what is learned.
    builder.environment().keySet().removeIf(name -> OTHERS.matcher(name).matches());
    builder.environment().put("NODECTL_ROOT", root.toString());
    return builder;
  }

  private IllegalStateException failure(String how) throws IOException {
    return new IllegalStateException(
        "the JVM that trains the AOT cache %s %s. Its output (%s) ends:%n%s"
            .formatted(cache.in(distribution).getFileName(), how, log, tail()));
  }

  private String tail() throws IOException {
    List<String> lines = Files.readString(log, UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
