package io.nodectl.bench.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.load.Crowd;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/// A [Crowd] in a process of its own. It ends when this one does: then its input ends.
final class CrowdProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader words;

  private CrowdProcess(Process process) {
    this.process = process;
    this.words = process.inputReader(UTF_8);
  }

  /// @param number from 0 on, of one of several
  /// @param changes per second
  static CrowdProcess start(int gcsPort, int number, int nodes, double changes) throws IOException {
    return new CrowdProcess(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx1500m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Crowd.class.getName(),
                    Integer.toString(gcsPort),
                    Integer.toString(number),
                    Integer.toString(nodes),
                    Double.toString(changes)))
            .redirectError(Redirect.INHERIT)
            .start());
  }

  /// Returns when all its nodes have registered.
  void awaitJoined() throws IOException {
    expect("joined");
  }

  /// Ends it.
  ///
  /// @return how many of its streams the GCS has ended
  int end() throws IOException {
    process.getOutputStream().close();
    return Integer.parseInt(expect("lost ").substring("lost ".length()));
  }

  private String expect(String beginning) throws IOException {
    String line = words.readLine();
    if (line == null || !line.startsWith(beginning)) {
      throw new IOException("a crowd said '%s' instead of '%s'".formatted(line, beginning));
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
