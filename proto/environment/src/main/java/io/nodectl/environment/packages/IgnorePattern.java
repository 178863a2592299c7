package io.nodectl.environment.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of a `.gitignore`, as Ray 2.60 understands it (its copy of the library pathspec, there
/// called `gitwildmatch`): a folder that is named with a slash at its end stays, and what is in it
/// goes.
///
/// @param paths what it matches: paths relative to the file, with slashes
/// @param excludes whether they go; else they come back
record IgnorePattern(Pattern paths, boolean excludes) {
  private static final String ANY = "**";

  /// Reads a line; empty if it says nothing.
  static Optional<IgnorePattern> of(String written) {
    String line = written.strip();
    if (line.isEmpty() || line.startsWith("#") || line.equals("/")) {
      return Optional.empty();
    }
    boolean excludes = !line.startsWith("!");
    String glob = excludes ? line : line.substring(1);
    String plain = glob.startsWith("\\") ? glob.substring(1) : glob;
    String regex = regex(segments(plain), excludes);
    return Optional.of(new IgnorePattern(Pattern.compile(regex, Pattern.UNIX_LINES), excludes));
  }

  boolean matches(String path) {
    return paths.matcher(path).matches();
  }

  /// The parts of a path, with `**` wherever any folders may be.
  private static List<String> segments(String glob) {
    List<String> segments = new ArrayList<>(Arrays.asList(glob.split("/", -1)));
    boolean single = segments.size() == 1 || (segments.size() == 2 && segments.get(1).isEmpty());
    if (segments.getFirst().isEmpty()) {
      segments.removeFirst();
    } else if (single && !segments.getFirst().equals(ANY)) {
      segments.addFirst(ANY);
    }
    if (segments.size() > 1 && segments.getLast().isEmpty()) {
      segments.set(segments.size() - 1, ANY);
    }
    return segments;
  }

  private static String regex(List<String> segments, boolean excludes) {
    StringBuilder regex = new StringBuilder();
    boolean slash = false;
    int last = segments.size() - 1;
    for (int i = 0; i <= last; i++) {
      String segment = segments.get(i);
      if (segment.equals(ANY)) {
        regex.append(anyFolders(i == 0, i == last));
        slash = i > 0;
        continue;
      }
      regex.append(slash ? "/" : "");
      slash = true;
      if (segment.equals("*")) {
        regex.append("[^/]+");
      } else {
        Glob.append(segment, regex);
        regex.append(i == last && excludes ? "(?:/.*)?" : "");
      }
    }
    return regex.toString();
  }

  private static String anyFolders(boolean first, boolean last) {
    if (first) {
      return last ? ".+" : "(?:.+/)?";
    }
    return last ? "/.*" : "(?:/.+)?";
  }
}
