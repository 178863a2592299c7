package io.nodectl.testchild;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a test child.
///
/// A child whose report pipe is held by somebody else as well is made by a shell in front of it,
/// since a JVM hands no descriptor above 2 to its children:
/// `/bin/sh -c 'sleep 30 & exec "$@"' sh` and then this command. A child that closed its pipe
/// before it began is made in the same way, with `exec 3>&-`.
public final class TestChildCommand {
  private TestChildCommand() {}

  /// The command that runs `words`, see {@link TestChild}, in a JVM as small as ours, from the
  /// class path entry that this class was loaded from.
  public static List<String> of(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx24m");
    // For the word close-pipe: only java.io can close a descriptor that it did not open.
    command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
    command.add("-cp");
    command.add(ownLocation().toString());
    command.add(TestChild.class.getName());
    command.addAll(List.of(words));
    return command;
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          TestChildCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has an entry that is no file", e);
    }
  }
}
