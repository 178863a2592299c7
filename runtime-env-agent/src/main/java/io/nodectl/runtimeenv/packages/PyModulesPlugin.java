package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.packages.ArchiveKind;
import io.nodectl.environment.packages.PackageUri;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The field `py_modules`: further folders in which Python looks for modules. A wheel is installed,
/// with what it requires.
public final class PyModulesPlugin implements RuntimeEnvPlugin {
  private static final String FIELD = "py_modules";

  private final Unpacking unpacking =
      new Unpacking(
          FIELD,
          EnumSet.of(ArchiveKind.ZIP, ArchiveKind.WHEEL, ArchiveKind.TAR_GZ, ArchiveKind.TAR_XZ));

  /// For the service loader.
  public PyModulesPlugin() {}

  @Override
  public String field() {
    return FIELD;
  }

  @Override
  public void validate(RuntimeEnv env) throws InvalidEnvironment {
    var _ = unpacking.named(env);
  }

  @Override
  public List<String> uris(Workshop workshop) throws InvalidEnvironment, SetupFailed, IOException {
    return unpacking.things(workshop.env());
  }

  @Override
  public void build(String thing, Path folder, Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    PackageUri module = unpacking.unstamped(thing);
    if (module.kind().equals(Optional.of(ArchiveKind.WHEEL))) {
      install(module, folder, workshop);
    } else {
      unpacking.unpack(module, folder, workshop);
    }
  }

  private static void install(PackageUri wheel, Path folder, Workshop workshop)
      throws SetupFailed, IOException, InterruptedException {
    Path place = Files.createTempDirectory(folder, "wheel");
    Path file = place.resolve(wheel.name());
    workshop.fetch(wheel.text(), file);
    String _ =
        workshop.run(
            List.of(
                workshop.python(),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--target=" + folder,
                file.toString()),
            workshop.variables(),
            place);
    Files.delete(file);
    Files.delete(place);
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop)
      throws InvalidEnvironment, SetupFailed {
    List<String> all = unpacking.places(workshop.env(), folders);
    return all.isEmpty()
        ? context
        : context.withModules(
            String.join(":", all), workshop.variables().getOrDefault("PYTHONPATH", ""));
  }
}
