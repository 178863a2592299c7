package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.ShellWords;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.packages.ArchiveKind;
import io.nodectl.environment.packages.PackageUri;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/// The field `working_dir`: the folder in which workers run, and in which Python looks for modules.
public final class WorkingDirPlugin implements RuntimeEnvPlugin {
  private static final String FIELD = "working_dir";

  /// As in Ray 2.60, so that it comes before all that may refer to it.
  private static final int PRIORITY = 5;

  private final Unpacking unpacking =
      new Unpacking(FIELD, EnumSet.of(ArchiveKind.ZIP, ArchiveKind.TAR_GZ, ArchiveKind.TAR_XZ));

  /// For the service loader.
  public WorkingDirPlugin() {}

  @Override
  public String field() {
    return FIELD;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  private PackageUri uri(RuntimeEnv env) throws InvalidEnvironment {
    return unpacking.parse(env.text(FIELD).orElse(""));
  }

  @Override
  public void validate(RuntimeEnv env) throws InvalidEnvironment {
    var _ = uri(env);
  }

  @Override
  public List<String> uris(Workshop workshop) throws InvalidEnvironment, SetupFailed, IOException {
    PackageUri uri = uri(workshop.env());
    return uri instanceof PackageUri.OnEachNode ? List.of() : List.of(Unpacking.stamped(uri));
  }

  @Override
  public void build(String thing, Path folder, Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    unpacking.unpack(unpacking.unstamped(thing), folder, workshop);
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop)
      throws InvalidEnvironment, SetupFailed {
    Path folder =
        uri(workshop.env()) instanceof PackageUri.OnEachNode here
            ? unpacking.folderHere(here)
            : folders.getFirst();
    return context
        .prefixed(List.of("cd", ShellWords.quote(folder.toString()), "&&"))
        .withModules(folder.toString(), workshop.variables().getOrDefault("PYTHONPATH", ""));
  }
}
