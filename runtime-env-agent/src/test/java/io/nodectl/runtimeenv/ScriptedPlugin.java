package io.nodectl.runtimeenv;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Deals with the field `thing`: `bad` fails for good, `busy` for now, `run SCRIPT` runs a shell,
/// and everything else is a file of that name.
public final class ScriptedPlugin implements RuntimeEnvPlugin {
  final AtomicInteger builds = new AtomicInteger();

  @Override
  public String field() {
    return "thing";
  }

  @Override
  public void validate(RuntimeEnv env) throws InvalidEnvironment {
    if (env.text("thing").orElse("").isEmpty()) {
      throw new InvalidEnvironment("thing is empty");
    }
  }

  @Override
  public List<String> uris(Workshop workshop) throws InvalidEnvironment {
    return List.of("thing://" + workshop.env().text("thing").orElseThrow());
  }

  @Override
  public void build(String uri, Path folder, Workshop workshop)
      throws SetupFailed, IOException, InterruptedException {
    builds.incrementAndGet();
    String name = uri.substring("thing://".length());
    workshop.say("making " + name);
    if (name.equals("bad")) {
      throw SetupFailed.forGood("it is bad");
    }
    if (name.equals("busy")) {
      throw SetupFailed.forNow("it is busy");
    }
    if (name.startsWith("run ")) {
      String _ =
          workshop.run(
              List.of("sh", "-c", name.substring("run ".length())), workshop.variables(), folder);
    }
    Files.writeString(folder.resolve("file"), name);
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop) {
    return context.withJars(folders.stream().map(Path::toString).toList());
  }
}
