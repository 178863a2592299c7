package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.machine.Proc;
import io.nodectl.machine.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A root of nodes for one test, or for one class if the field is static: runs `nodectl` on it and
/// takes down what is left. What should not be left fails the test, after it was removed.
final class Sandbox
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Checkout checkout = Checkout.ours();
  private final List<Running> commands = new ArrayList<>();
  private boolean ofClass;
  private @Nullable TemporaryFolder root;
  private @Nullable TemporaryFolder files;

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!ofClass) {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!ofClass) {
      close(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  private void open() {
    root = TemporaryFolder.create("nit");
    files = TemporaryFolder.create("nit");
  }

  /// The root of nodes.
  Path root() {
    return present(root).path();
  }

  /// A folder for what the test itself needs.
  Path files() {
    return present(files).path();
  }

  Path file(String name) {
    return files().resolve(name);
  }

  /// Makes an empty file, for which some child waits.
  void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Checkout checkout() {
    return checkout;
  }

  /// Runs `nodectl` to its end.
  Outcome nodectl(String... arguments) {
    return begin(arguments).await();
  }

  /// Runs `nodectl` with `--format json` to its end.
  Outcome json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    return nodectl(all.toArray(String[]::new));
  }

  /// Starts `nodectl`.
  Running begin(String... arguments) {
    return begin(List.of(), Map.of(), List.of(arguments));
  }

  /// Starts `nodectl` in another surrounding.
  ///
  /// @param prefix a command that runs the rest of its command line
  /// @param environment on top of what nodes always get
  Running begin(List<String> prefix, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(checkout.nodectl().toString());
    command.addAll(arguments);
    Map<String, String> all = new HashMap<>(Map.of("NODECTL_ROOT", root().toString()));
    // A home without a Ray token, whatever this machine has.
    all.put("HOME", files().toString());
    all.putAll(environment);
    return begin(command, all);
  }

  /// Starts any command.
  Running begin(List<String> command, Map<String, String> environment) {
    Running running = Running.start(files(), environment, command);
    synchronized (commands) {
      commands.add(running);
    }
    return running;
  }

  /// Writes a launch plan.
  Path plan(Component... components) {
    ObjectNode plan = JsonMapper.shared().createObjectNode();
    for (Component component : components) {
      plan.withArray("components").add(component.json());
    }
    try {
      return Files.writeString(
          Files.createTempFile(files(), "plan-", ".json"), plan.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The arguments that start a node of that plan.
  static String[] startOf(Path plan, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start", "--head", "--plan", plan.toString(), "--name", name, "--format", "json"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /// Starts a node of these components.
  Outcome start(String name, Component... components) {
    return nodectl(startOf(plan(components), name));
  }

  /// The status object of a node that runs.
  JsonNode status(String name) {
    return json("status", "--name", name).done().json();
  }

  List<Proc> processes() {
    return Processes.ofRoot(root());
  }

  Optional<Long> guardian(String name) {
    return Processes.pidOf(root(), name, Processes.GUARDIAN);
  }

  Optional<Long> supervisor(String name) {
    return Processes.pidOf(root(), name, Processes.SUPERVISOR);
  }

  /// Waits until nothing is left of any node of the root.
  void awaitNothingLeft() {
    Eventually.eventually(
        () -> Leftovers.of(root()).isEmpty(), () -> "gone: " + Leftovers.of(root()));
  }

  /// Stops all nodes, which is how most tests end.
  void stopAll() {
    nodectl("stop", "--all").done();
  }

  /// For the end of a test that may have stopped its nodes itself.
  void stopWhatRuns() {
    if (!processes().isEmpty()) {
      nodectl("stop", "--all");
    }
  }

  private void close(ExtensionContext context) {
    commands.forEach(Running::kill);
    boolean failed = context.getExecutionException().isPresent();
    List<String> left = failed ? List.of() : Leftovers.of(root());
    // A parent that is killed may start another child before it dies.
    for (List<Proc> each = processes(); !each.isEmpty(); each = processes()) {
      each.forEach(Proc::kill);
    }
    present(root).close();
    present(files).close();
    assertEquals(List.of(), left, "left over by this test");
  }

  private static TemporaryFolder present(@Nullable TemporaryFolder folder) {
    if (folder == null) {
      throw new IllegalStateException("a sandbox is only there while its test runs");
    }
    return folder;
  }
}
