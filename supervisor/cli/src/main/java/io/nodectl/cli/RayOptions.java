package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// What a head says to Ray's own programs.
final class RayOptions {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  private final Flag<String> python =
      Flag.of(
          "--ray-python",
          Flag.Value.called("X.Y.Z|FILE"),
          RayOptions::python,
          "With --head: the version of Python that Ray's programs of this cluster",
          "have, or their interpreter (default: that of the ray in the PATH, else",
          "python3). Ray refuses programs with another one.");

  private final Flag<String> tempDir =
      Flag.of(
          "--ray-temp-dir",
          Flag.Value.called("DIR"),
          RayOptions::folder,
          "With --head: where Ray's programs on this host make their session",
          "folders (default: /tmp/ray).");

  List<Flag<?>> flags() {
    return List.of(python, tempDir);
  }

  /// What gcs-server is to be told, by flag name without dashes.
  SequencedMap<String, String> forGcs() {
    SequencedMap<String, String> flags = new LinkedHashMap<>();
    for (Flag<String> flag : List.of(python, tempDir)) {
      flag.value().ifPresent(value -> flags.put(flag.name().substring(2), value));
    }
    return flags;
  }

  /// @param why only heads of nodectl's own plan can be told
  /// @throws InvalidInput if something was said
  void refuse(String why) {
    Set<String> said = forGcs().keySet();
    if (!said.isEmpty()) {
      throw new InvalidInput("--%s is for %s".formatted(said.iterator().next(), why));
    }
  }

  private static String python(String text) {
    if (VERSION.matcher(text).matches()) {
      return text;
    }
    if (!text.contains("/")) {
      throw new InvalidInput(
          "'%s' is neither a version such as 3.11.7 nor the path of an interpreter"
              .formatted(text));
    }
    String interpreter = folder(text);
    if (!Files.isExecutable(Path.of(interpreter))) {
      throw new InvalidInput("%s is no program that can be executed".formatted(interpreter));
    }
    return interpreter;
  }

  private static String folder(String text) {
    return Values.path(text).toAbsolutePath().normalize().toString();
  }
}
