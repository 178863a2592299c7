package io.nodectl.runtimeenv.python;

import io.nodectl.environment.EnvVars;
import io.nodectl.environment.Requirements;
import io.nodectl.environment.Requirements.Installer;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.util.ArrayList;
import java.util.List;

/// The field `uv`. Where the interpreter has no uv, or another version is asked for, pip brings it
/// into the virtual environment.
public final class UvPlugin extends PackagesPlugin {
  /// Ray 2.60's option where none are given.
  private static final List<String> USUAL = List.of("--no-cache");

  /// For the service loader.
  public UvPlugin() {
    super(Installer.UV);
  }

  @Override
  void install(VirtualEnv venv, Requirements wish, Tools with)
      throws SetupFailed, InterruptedException {
    Workshop workshop = with.workshop();
    if (!with.interpreter().hasUv() || wish.version().isPresent()) {
      workshop.say("bringing uv");
      String _ =
          venv.run(
              workshop,
              List.of(
                  "pip",
                  "install",
                  "--disable-pip-version-check",
                  "--no-cache-dir",
                  "uv" + wish.version().orElse("")));
    }
    List<String> command =
        new ArrayList<>(List.of("uv", "pip", "install", "-r", with.requirements().toString()));
    for (String option : wish.options().orElse(USUAL)) {
      command.add(EnvVars.substitute(option, workshop.variables()));
    }
    String _ = venv.run(workshop, command);
    if (wish.check()) {
      workshop.say("looking for conflicts");
      String _ = venv.run(workshop, List.of("uv", "pip", "check"));
    }
  }
}
