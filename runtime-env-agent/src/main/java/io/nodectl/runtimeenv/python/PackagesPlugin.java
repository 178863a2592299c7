package io.nodectl.runtimeenv.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.Requirements;
import io.nodectl.environment.Requirements.Installer;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Installs Python packages into a virtual environment of their own. As in Ray 2.60 it sees the
/// interpreter's packages too, and must leave Ray's version as it is.
abstract sealed class PackagesPlugin implements RuntimeEnvPlugin permits PipPlugin, UvPlugin {
  private static final String REQUIREMENTS = "requirements.txt";

  private final Installer installer;
  private final Interpreters interpreters = new Interpreters();

  PackagesPlugin(Installer installer) {
    this.installer = installer;
  }

  /// Installs the packages of a requirements file.
  abstract void install(VirtualEnv venv, Requirements wish, Tools with)
      throws SetupFailed, InterruptedException;

  /// What an installation is done with.
  ///
  /// @param requirements the file with the packages
  record Tools(Workshop workshop, Interpreter interpreter, Path requirements) {}

  @Override
  public String field() {
    return installer.field();
  }

  @Override
  public void validate(RuntimeEnv env) throws InvalidEnvironment {
    var _ = Requirements.of(env, installer);
  }

  @Override
  public List<String> uris(Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    Optional<Requirements> wish = Requirements.of(workshop.env(), installer);
    if (wish.isEmpty()) {
      return List.of();
    }
    Interpreter interpreter = interpreters.of(workshop);
    return List.of(installer.field() + "://" + hash(wish.get(), interpreter, workshop));
  }

  /// Of all that the result depends on, except what a registry may say tomorrow.
  private static String hash(Requirements wish, Interpreter interpreter, Workshop workshop)
      throws IOException {
    List<String> lines = new ArrayList<>(wish.packages());
    lines.addAll(wish.options().orElse(List.of("usual")));
    List<String> meaning =
        new RequirementFiles(workshop.variables())
            .meaning(lines, workshop.workingDir().orElse(Path.of("/")));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(wish.toString().getBytes(UTF_8));
      digest.update(interpreter.toString().getBytes(UTF_8));
      digest.update(meaning.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void build(String uri, Path folder, Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    Requirements wish =
        Requirements.of(workshop.env(), installer)
            .orElseThrow(() -> new IllegalStateException("only what asks for packages has a URI"));
    Interpreter interpreter = interpreters.of(workshop);
    VirtualEnv venv = new VirtualEnv(folder);
    venv.make(interpreter, workshop);
    Path requirements = folder.resolve(REQUIREMENTS);
    Files.write(requirements, wish.packages());
    workshop.say(
        "installing %s with %s".formatted(String.join(", ", wish.packages()), installer.field()));
    install(venv, wish, new Tools(workshop, interpreter, requirements));
    if (interpreter.ray().isPresent()) {
      refuseOtherRay(venv, interpreter.ray().get(), workshop);
    }
  }

  /// Workers of another version than the cluster's cannot speak with it.
  private static void refuseOtherRay(VirtualEnv venv, String expected, Workshop workshop)
      throws SetupFailed, InterruptedException {
    String question = "import importlib.metadata as m; print(m.version('ray'))";
    String found =
        workshop.run(
            List.of(venv.python(), "-c", question), venv.variables(workshop), venv.emptyFolder());
    if (!found.endsWith(expected)) {
      throw SetupFailed.forGood(
          "the packages bring ray %s in place of %s, which this node runs. Leave ray out, or pin that version"
              .formatted(found, expected));
    }
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop) {
    if (folders.isEmpty()) {
      return context;
    }
    VirtualEnv venv = new VirtualEnv(folders.getFirst());
    return context.withPython(venv.python()).prefixed(venv.activation());
  }
}
