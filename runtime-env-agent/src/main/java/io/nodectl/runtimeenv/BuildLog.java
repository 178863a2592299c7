package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened while an environment was made: in files, and its last lines in memory for whoever
/// asks. A disk that takes no more lines does not keep the environment from being made.
final class BuildLog implements AutoCloseable {
  /// Of those in memory.
  private static final int LINES = 200;

  private final Deque<String> last = new ArrayDeque<>();
  private final List<Writer> files = new ArrayList<>();
  private long total;
  private String step = "";

  /// A log that is kept in files too.
  ///
  /// @param paths appended to
  BuildLog(List<Path> paths) {
    for (Path path : paths) {
      Writer file = open(path);
      if (file != null) {
        files.add(file);
      }
    }
  }

  /// What there is to tell to whoever has heard some lines.
  ///
  /// @param step what is being done
  /// @param next the number of the first line that will come later
  /// @param lines those that are new and still known
  record News(String step, long next, List<String> lines) {}

  /// Says what is being done from now on.
  synchronized void step(String doing) {
    step = doing;
    line(doing);
  }

  synchronized void line(String text) {
    if (last.size() == LINES) {
      last.removeFirst();
    }
    last.addLast(text);
    total++;
    files.removeIf(file -> !written(file, text));
  }

  /// @param from the number of the first line that is not known yet, the very first being 0
  synchronized News since(long from) {
    long skipped = Math.max(0, Math.min(from - (total - last.size()), last.size()));
    return new News(step, total, last.stream().skip(skipped).toList());
  }

  private @Nullable Writer open(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.newBufferedWriter(
          path, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      line("(its log file cannot be opened: " + e.getMessage() + ")");
      return null;
    }
  }

  private boolean written(Writer file, String text) {
    try {
      file.write(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text + "\n");
      file.flush();
      return true;
    } catch (IOException e) {
      last.addLast("(its log file is cut off here: " + e.getMessage() + ")");
      total++;
      return false;
    }
  }

  @Override
  public synchronized void close() {
    for (Writer file : files) {
      try {
        file.close();
      } catch (IOException e) {
        last.addLast("(its log file is cut off here: " + e.getMessage() + ")");
      }
    }
    files.clear();
  }
}
