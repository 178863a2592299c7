package io.nodectl.runtimeenv.python;

import io.nodectl.environment.EnvVars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What requirements say beyond their own lines: the files that they refer to, and the variables.
///
/// @param variables what a reference to a variable means
record RequirementFiles(Map<String, String> variables) {
  private static final Pattern REFERENCE =
      Pattern.compile("^(?:-r|-c|--requirement|--constraint)[ =]*(\\S.*)$");

  /// The lines of all files that are referred to, one after the other, also by each other, and the
  /// values of all variables. Two lists of requirements with the same lines here mean the same. A
  /// file that cannot be read has none: whoever installs will say so.
  ///
  /// @param lines requirements
  /// @param folder what a relative path in them is relative to
  List<String> meaning(List<String> lines, Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    add(lines, folder, all, new LinkedHashSet<>());
    return all;
  }

  private void add(List<String> lines, Path folder, List<String> all, Set<Path> seen)
      throws IOException {
    for (String line : lines) {
      for (String name : EnvVars.references(line)) {
        all.add(name + "=" + variables.getOrDefault(name, ""));
      }
      Optional<Path> file = file(line, folder);
      if (file.isPresent() && seen.add(file.get())) {
        List<String> further = Files.readAllLines(file.get());
        all.addAll(further);
        add(further, folder(file.get()), all, seen);
      }
    }
  }

  private Optional<Path> file(String line, Path folder) {
    Matcher reference = REFERENCE.matcher(line.strip());
    if (!reference.matches()) {
      return Optional.empty();
    }
    String name = reference.group(1).replaceFirst("\\s+#.*$", "");
    Path file = folder.resolve(EnvVars.substitute(name, variables)).normalize();
    return Files.isReadable(file) && Files.isRegularFile(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("/") : folder;
  }
}
