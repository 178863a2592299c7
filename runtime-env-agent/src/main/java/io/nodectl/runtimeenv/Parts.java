package io.nodectl.runtimeenv;

import io.nodectl.program.Surroundings;
import io.nodectl.runtimeenv.packages.GcsDoor;
import io.nodectl.runtimeenv.packages.Sources;
import io.nodectl.runtimeenv.tools.Toolbox;

/// What answers requests. To find the plug-ins takes some tens of milliseconds, so it is put
/// together for the first request.
///
/// @param ray Ray's paths
/// @param own the others
/// @param shelves what was built before
record Parts(AgentApi ray, OwnApi own, Shelves shelves) {
  /// @throws IllegalArgumentException with words for the user, if a plug-in is of no use
  static Parts of(AgentFlags flags, Surroundings around, GcsDoor gcs, Toolbox tools) {
    Plugins plugins = Plugins.load(flags.plugins());
    Site site = flags.site(around);
    Shelves shelves =
        new Shelves(plugins, flags.folder(around), flags.cacheGb(), around.environment());
    Means means = new Means(site, plugins, shelves, tools, new Sources(gcs));
    RuntimeEnvs environments =
        new RuntimeEnvs(new EnvironmentMaker(means), site.logs(), System::nanoTime);
    return new Parts(
        new AgentApi(environments, flags.node()), new OwnApi(environments, shelves), shelves);
  }
}
