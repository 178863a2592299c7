package io.nodectl.runtimeenv;

import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.runtimeenv.tools.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A maker of environments with one scripted plug-in.
///
/// @param shelves those it uses
record MakerUnderTest(EnvironmentMaker maker, ScriptedPlugin plugin, Shelves shelves) {
  static MakerUnderTest in(Path folder) {
    ScriptedPlugin plugin = new ScriptedPlugin();
    Plugins plugins = new Plugins(List.of(plugin));
    Shelves shelves = new Shelves(plugins, folder, 1, Map.of());
    Means means =
        new Means(
            new Site(
                "python3",
                Map.of("PATH", "/usr/bin:/bin", "AROUND", "here"),
                Optional.of(folder.resolve("logs"))),
            plugins,
            shelves,
            new Toolbox(),
            (uri, _, _) -> {
              throw SetupFailed.forNow("there is no " + uri);
            });
    return new MakerUnderTest(new EnvironmentMaker(means), plugin, shelves);
  }
}
