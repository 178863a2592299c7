package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that no compiler checks, looked up in the sources.
class HouseRulesTest {
  /// A row of a Markdown table that begins with a number, such as `| 7 | a port is taken |`.
  private static final Pattern TABLE_ROW =
      Pattern.compile("^\\|\\s*`?(\\d+)`?\\s*\\|(.*)$", Pattern.MULTILINE);

  private final Path checkout = Checkout.ours().folder();

  @Test
  void native_code_is_called_by_the_spawn_library_only() throws IOException {
    assertEquals(Set.of("supervisor/spawn"), foldersWith("java.lang.foreign", "src/main/java"));
  }

  @Test
  void nothing_but_tests_and_benchmarks_starts_processes_by_the_jdk() throws IOException {
    Set<String> folders = foldersWith("new ProcessBuilder(", "src/main/java");
    // It has no children: once, after each start, it asks an interpreter for its version.
    folders.remove("gcs-server");
    // A command without a node has gcs-server itself restore a store, and waits for it.
    folders.remove("supervisor/cli");
    folders.removeAll(
        Set.of(
            "integration-tests",
            "proto/test-parent",
            "supervisor/distribution",
            "supervisor/test-child"));
    assertEquals(Set.of(), folders);
  }

  @Test
  void the_readme_has_the_exit_codes_of_the_programs() throws IOException {
    Path readme = checkout.resolve("README.md");
    assumeTrue(Files.exists(readme), "there is no README.md yet");
    List<String> rows =
        TABLE_ROW.matcher(Files.readString(readme)).results().map(HouseRulesTest::row).toList();
    assertEquals(
        Arrays.stream(ExitCode.values()).map(code -> code.number() + "").toList(),
        rows.stream().map(row -> row.substring(0, row.indexOf(' '))).toList());
    for (ExitCode code : ExitCode.values()) {
      assertEquals(
          1,
          rows.stream()
              .filter(row -> row.startsWith(code.number() + " "))
              .filter(row -> row.contains(code.code()))
              .count(),
          () -> code.number() + " is '" + code.code() + "' in README.md");
    }
  }

  private static String row(MatchResult match) {
    return match.group(1) + " " + match.group(2);
  }

  /// The modules with a Java source below that folder that has the word.
  private Set<String> foldersWith(String word, String below) throws IOException {
    try (Stream<Path> files = Files.walk(checkout)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && file.toString().contains(below))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> says(file, word))
          .map(file -> checkout.relativize(file).toString())
          .map(file -> file.substring(0, file.indexOf("/src/")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean says(Path file, String word) {
    try {
      return Files.readString(file).contains(word);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
