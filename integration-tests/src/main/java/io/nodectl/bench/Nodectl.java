package io.nodectl.bench;

import io.nodectl.machine.Proc;
import io.nodectl.machine.TemporaryFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our side: the packaged programs, with a root of nodes of their own.
///
/// @param program the packaged `nodectl`
/// @param root stands for the machine's root of nodes
record Nodectl(Path program, TemporaryFolder root, TemporaryFolder files) implements Contender {
  static final String HEAD = "head";
  private static final String WORKER = "w1";

  static Nodectl of(Path program) {
    return new Nodectl(program, TemporaryFolder.create("nb"), TemporaryFolder.create("nb"));
  }

  @Override
  public Side side() {
    return Side.NODECTL;
  }

  @Override
  public Timed startHead() {
    return run("start", "--head", "--name", HEAD);
  }

  @Override
  public Timed startAddress() {
    String address = statusOfHead().path("address").asString();
    return run("start", "--address", address, "--name", WORKER);
  }

  @Override
  public Timed status() {
    return run("status", "--name", HEAD);
  }

  @Override
  public Timed nodes() {
    return run("nodes", "--name", HEAD);
  }

  @Override
  public Timed stop() {
    return run("stop", "--all");
  }

  @Override
  public List<Proc> processes() {
    return Proc.all(
        process -> process.environment().contains("NODECTL_SESSION=" + root.path() + "/"));
  }

  /// The object that `status --format json` prints for the head.
  JsonNode statusOfHead() {
    return statusOf(HEAD);
  }

  /// The same for any node.
  JsonNode statusOf(String name) {
    return JsonMapper.shared().readTree(run("status", "--name", name, "--format", "json").stdout());
  }

  Map<String, String> environment() {
    return Map.of("NODECTL_ROOT", root.path().toString());
  }

  List<String> command(String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
  }

  /// Runs a command to its end.
  Timed run(String... arguments) {
    return Timed.run(files.path(), environment(), command(arguments));
  }

  @Override
  public void close() {
    processes().forEach(Proc::kill);
    root.close();
    files.close();
  }
}
