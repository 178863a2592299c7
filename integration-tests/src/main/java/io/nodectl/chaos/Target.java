package io.nodectl.chaos;

import io.nodectl.machine.Proc;
import io.nodectl.machine.TemporaryFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The head that is hit, in a root of its own.
///
/// @param program the packaged `nodectl`
record Target(Path program, TemporaryFolder root, TemporaryFolder files) implements AutoCloseable {
  private static final String NAME = "head";

  static Target of(Path program) {
    return new Target(program, TemporaryFolder.create("nc"), TemporaryFolder.create("nc"));
  }

  Call beginStart() {
    return begin("start", "--head", "--name", NAME);
  }

  Call beginStop() {
    return begin("stop", "--name", NAME);
  }

  /// The object that `status` prints; empty if there is none.
  Optional<JsonNode> status() throws InterruptedException {
    Call.Ended ended = begin("status", "--name", NAME, "--format", "json").await();
    return ended.out().isBlank()
        ? Optional.empty()
        : Optional.of(JsonMapper.shared().readTree(ended.out()));
  }

  private Call begin(String... arguments) {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    return Call.begin(files.path(), Map.of("NODECTL_ROOT", root.path().toString()), command);
  }

  /// All processes of the node that are not zombies.
  List<Proc> processes() {
    return Proc.all(
        process -> process.environment().contains("NODECTL_SESSION=" + root.path() + "/"));
  }

  Optional<Proc> find(Victim victim) {
    return processes().stream().filter(victim::is).findFirst();
  }

  @Override
  public void close() {
    processes().forEach(Proc::kill);
    root.close();
    files.close();
  }
}
