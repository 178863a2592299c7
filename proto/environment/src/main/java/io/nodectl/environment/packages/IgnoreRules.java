package io.nodectl.environment.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Lines of one list of what is to be left out; the last one that matches decides.
///
/// @param root what paths in them are relative to
record IgnoreRules(Path root, List<IgnorePattern> patterns) {
  IgnoreRules {
    patterns = List.copyOf(patterns);
  }

  static IgnoreRules of(Path root, List<String> lines) {
    return new IgnoreRules(
        root, lines.stream().map(IgnorePattern::of).flatMap(Optional::stream).toList());
  }

  /// Those in a file; empty if there is none.
  static Optional<IgnoreRules> in(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file)
        ? Optional.of(of(folder, Files.readAllLines(file)))
        : Optional.empty();
  }

  /// Whether something is to be left out. The folder of the list is `.` to it.
  boolean exclude(Path path) {
    String relative = path.equals(root) ? "." : root.relativize(path).toString();
    boolean excluded = false;
    for (IgnorePattern pattern : patterns) {
      if (pattern.matches(relative)) {
        excluded = pattern.excludes();
      }
    }
    return excluded;
  }
}
