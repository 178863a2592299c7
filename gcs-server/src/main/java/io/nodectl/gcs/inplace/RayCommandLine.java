package io.nodectl.gcs.inplace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A command line of Ray's gcs_server, which may have flags of ours beside.
///
/// @param said the values of Ray's flags; of one that stands there twice, the last
/// @param ours the flags of gcs-server, as they stand there
/// @param unknown the names of those that neither has; what stands behind them is left out too
public record RayCommandLine(Map<RayFlag, String> said, List<String> ours, List<String> unknown) {

  public RayCommandLine {
    said = Map.copyOf(said);
    ours = List.copyOf(ours);
    unknown = List.copyOf(unknown);
  }

  /// Whether somebody calls Ray's program, and not ours.
  public static boolean isMeant(List<String> args) {
    return args.stream().flatMap(arg -> flag(arg).stream()).anyMatch(RayFlag::tells);
  }

  /// Reads it.
  ///
  /// @param ownNames the flags that gcs-server has, with their dashes
  public static RayCommandLine read(List<String> args, Set<String> ownNames) {
    var said = new EnumMap<RayFlag, String>(RayFlag.class);
    var ours = new ArrayList<String>();
    var unknown = new ArrayList<String>();
    Deque<String> words = new ArrayDeque<>(args);
    while (!words.isEmpty()) {
      String word = words.pop();
      Optional<RayFlag> flag = flag(word);
      if (ownNames.contains(name(word))) {
        ours.add(word);
        following(word, words).ifPresent(ours::add);
      } else if (flag.isPresent()) {
        said.put(flag.get(), value(word).or(() -> following(word, words)).orElse(""));
      } else {
        unknown.add(name(word));
        var _ = following(word, words);
      }
    }
    return new RayCommandLine(said, ours, unknown);
  }

  /// Takes what stands behind a flag without `=` and is no flag, so is its value.
  private static Optional<String> following(String word, Deque<String> words) {
    String next = words.peek();
    return value(word).isPresent() || next == null || next.startsWith("--")
        ? Optional.empty()
        : Optional.of(words.pop());
  }

  /// What a flag says; empty if it is not there or says nothing.
  Optional<String> value(RayFlag flag) {
    return Optional.ofNullable(said.get(flag)).filter(text -> !text.isEmpty());
  }

  private static Optional<RayFlag> flag(String word) {
    String name = name(word);
    if (!name.startsWith("-")) {
      return Optional.empty();
    }
    return RayFlag.named(name.substring(name.startsWith("--") ? 2 : 1));
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static Optional<String> value(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
  }
}
