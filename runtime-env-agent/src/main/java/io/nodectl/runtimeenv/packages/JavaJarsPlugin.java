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
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The field `java_jars`: jars, and archives of jars or classes, for the class path of Java
/// workers. A jar stays a jar: unpacked it would lose its manifest's meaning.
public final class JavaJarsPlugin implements RuntimeEnvPlugin {
  private static final String FIELD = "java_jars";

  private final Unpacking unpacking =
      new Unpacking(
          FIELD,
          EnumSet.of(ArchiveKind.JAR, ArchiveKind.ZIP, ArchiveKind.TAR_GZ, ArchiveKind.TAR_XZ));

  /// For the service loader.
  public JavaJarsPlugin() {}

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
    PackageUri jar = unpacking.unstamped(thing);
    if (jar.kind().equals(Optional.of(ArchiveKind.JAR))) {
      workshop.fetch(jar.text(), folder.resolve(jar.name()));
    } else {
      unpacking.unpack(jar, folder, workshop);
    }
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop)
      throws InvalidEnvironment, SetupFailed {
    return context.withJars(unpacking.places(workshop.env(), folders));
  }
}
