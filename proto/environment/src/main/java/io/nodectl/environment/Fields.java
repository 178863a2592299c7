package io.nodectl.environment;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which fields a document may have, and which of them together.
public final class Fields {
  /// What says how to make an environment, or is meant for others than its maker: the folder's
  /// excludes for whoever packs it, the rest for Ray's own workers.
  private static final Set<String> FOR_OTHERS =
      Set.of(
          RuntimeEnv.ENV_VARS,
          RuntimeEnv.CONFIG,
          "excludes",
          "worker_process_setup_hook",
          "_ray_release",
          "_ray_commit",
          "_inject_current_ray");

  /// What Ray 2.60 knows and this agent does not do.
  private static final Set<String> NOT_HERE =
      Set.of("conda", "container", "image_uri", "_nsight", "_rocprof_sys");

  /// Each of them makes an environment of Python's packages; there can be one.
  private static final List<String> INSTALLERS = List.of("pip", "uv", "conda");

  private Fields() {}

  /// Looks at the names of the fields, not at what they say.
  ///
  /// @param plugged the fields that have a plug-in
  /// @throws InvalidEnvironment if one of them is not known or not supported, or two exclude each
  ///     other
  public static void check(RuntimeEnv env, Collection<String> plugged) throws InvalidEnvironment {
    List<String> installers = INSTALLERS.stream().filter(env::has).toList();
    if (installers.size() > 1) {
      throw new InvalidEnvironment(
          String.join(" and ", installers)
              + " cannot be used together: each of them makes its own environment of Python"
              + " packages. Leave one of them");
    }
    Set<String> rest = new TreeSet<>(env.names());
    rest.removeAll(FOR_OTHERS);
    rest.removeAll(plugged);
    String here = String.join(", ", new TreeSet<>(plugged));
    String notHere = rest.stream().filter(NOT_HERE::contains).collect(Collectors.joining(", "));
    if (!notHere.isEmpty()) {
      throw new InvalidEnvironment(
          notHere
              + ": not supported here. Leave it out, or install what it names on every node; "
              + here
              + " and env_vars are supported");
    }
    for (String name : rest) {
      throw new InvalidEnvironment(
          Similar.unknown(
              name,
              Stream.concat(plugged.stream(), Stream.of(RuntimeEnv.ENV_VARS, RuntimeEnv.CONFIG))
                  .toList()));
    }
  }
}
