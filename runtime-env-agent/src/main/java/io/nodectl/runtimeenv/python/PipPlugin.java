package io.nodectl.runtimeenv.python;

import io.nodectl.environment.Requirements;
import io.nodectl.environment.Requirements.Installer;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.util.ArrayList;
import java.util.List;

/// The field `pip`.
public final class PipPlugin extends PackagesPlugin {
  private static final String QUIET = "--disable-pip-version-check";

  /// Ray 2.60's options where none are given.
  private static final List<String> USUAL = List.of(QUIET, "--no-cache-dir");

  /// For the service loader.
  public PipPlugin() {
    super(Installer.PIP);
  }

  @Override
  void install(VirtualEnv venv, Requirements wish, Tools with)
      throws SetupFailed, InterruptedException {
    Workshop workshop = with.workshop();
    if (wish.version().isPresent()) {
      String _ = venv.run(workshop, List.of("pip", "install", QUIET, "pip" + wish.version().get()));
    }
    List<String> command =
        new ArrayList<>(List.of("pip", "install", "-r", with.requirements().toString()));
    command.addAll(wish.options().orElse(USUAL));
    String _ = venv.run(workshop, command);
    if (wish.check()) {
      workshop.say("looking for conflicts");
      String _ = venv.run(workshop, List.of("pip", "check", QUIET));
    }
  }
}
