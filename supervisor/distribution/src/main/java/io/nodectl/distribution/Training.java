package io.nodectl.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the AOT cache of a distribution in one step (JEP 514): a JVM runs {@link AotTraining}, then
 * writes what it learned.
 *
 * @param distribution complete but for the cache
 * @param log where the training's output goes
 */
record Training(Path distribution, Path log) {
  private static final int MINUTES = 5;
  private static final int SHOWN_LINES = 40;

  /**
   * @throws IllegalStateException if no cache came out; a distribution without one is slow in a way
   *     that nobody would notice
   */
  void run() throws IOException, InterruptedException {
    Path cache = distribution.resolve("nodectl.aot");
    Path root = Files.createTempDirectory("nodectl-training");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + distribution.resolve("jvm.options"),
                "-XX:AOTCacheOutput=" + cache,
                "-Dnodectl.dist=" + distribution,
                "-cp",
                distribution.resolve("lib").resolve(Contents.CLASS_PATH_JAR).toString(),
                AotTraining.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("NODECTL_ROOT", root.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0 || !Files.exists(cache)) {
      String how =
          ended
              ? "ended with exit code " + process.exitValue()
              : "was still running after " + MINUTES + " min";
      throw new IllegalStateException(
          "the JVM that trains the AOT cache "
              + how
              + ". Its output ("
              + log
              + ") ends:\n"
              + tail());
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.readString(log, UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
