package io.nodectl.runtimeenv;

import io.nodectl.program.Surroundings;
import io.nodectl.runtimeenv.packages.GcsDoor;
import io.nodectl.runtimeenv.packages.Sources;
import io.nodectl.runtimeenv.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;

/// The parts of the agent, and what has to end with it. None of them touches the disk or loads
/// anything heavy before somebody asks for an environment.
///
/// @param front answers requests
/// @param gcs where packages of the cluster come from
/// @param tools what installs things
/// @param shelves what was built before
record Agent(HttpFront front, GcsDoor gcs, Toolbox tools, Shelves shelves)
    implements AutoCloseable {
  /// @throws IllegalArgumentException with words for the user, if a plug-in is of no use
  static Agent of(AgentFlags flags, Access access, Surroundings around) {
    Plugins plugins = Plugins.load(flags.plugins());
    Site site = flags.site(around);
    Shelves shelves =
        new Shelves(plugins, flags.folder(around), flags.cacheGb(), around.environment());
    GcsDoor gcs = new GcsDoor(around);
    Toolbox tools = new Toolbox();
    Means means = new Means(site, plugins, shelves, tools, new Sources(gcs));
    RuntimeEnvs environments =
        new RuntimeEnvs(new EnvironmentMaker(means), site.logs(), System::nanoTime);
    HttpFront front =
        new HttpFront(
            access, new AgentApi(environments, flags.node()), new OwnApi(environments, shelves));
    return new Agent(front, gcs, tools, shelves);
  }

  /// Removes what an earlier agent did not finish, if there was one; returns at once.
  void tidy(Path folder) {
    if (Files.isDirectory(folder)) {
      Thread.ofPlatform().name("tidy").daemon().start(shelves::tidy);
    }
  }

  @Override
  public void close() {
    tools.close();
    gcs.close();
  }
}
