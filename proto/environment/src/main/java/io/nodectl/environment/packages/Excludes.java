package io.nodectl.environment.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What is left out of a package.
///
/// @param patterns as in a `.gitignore`
/// @param gitignore whether the folder's own `.gitignore` files count
public record Excludes(List<String> patterns, boolean gitignore) {
  private static final String OVERRIDE = "RAY_OVERRIDE_RUNTIME_ENV_DEFAULT_EXCLUDES";
  private static final String IGNORE_GITIGNORE = "RAY_RUNTIME_ENV_IGNORE_GITIGNORE";

  /// What Ray 2.60 leaves out of every working directory.
  private static final String USUAL = ".git,.venv,venv,__pycache__";

  public Excludes {
    patterns = List.copyOf(patterns);
  }

  /// Those of a module's folder.
  ///
  /// @param variables may say with RAY_RUNTIME_ENV_IGNORE_GITIGNORE=1 that those files do not count
  static Excludes ofModule(List<String> written, Map<String, String> variables) {
    return new Excludes(written, !variables.getOrDefault(IGNORE_GITIGNORE, "0").equals("1"));
  }

  /// Those of a working directory: what is left out of every one, too.
  ///
  /// @param variables may name others in RAY_OVERRIDE_RUNTIME_ENV_DEFAULT_EXCLUDES
  static Excludes ofWorkingDir(List<String> written, Map<String, String> variables) {
    List<String> all =
        new ArrayList<>(
            Stream.of(variables.getOrDefault(OVERRIDE, USUAL).split(",", -1))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    all.addAll(written);
    return ofModule(all, variables);
  }
}
