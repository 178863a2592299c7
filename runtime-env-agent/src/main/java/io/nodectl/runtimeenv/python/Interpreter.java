package io.nodectl.runtimeenv.python;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.Json;
import io.nodectl.environment.plugin.SetupFailed;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What an interpreter says of itself.
///
/// @param executable its absolute path
/// @param version such as `3.11.7`
/// @param ownSites where its own packages are, if it is itself in a virtual environment; those of
///     the interpreter below that one are found anyway
/// @param hasPip whether it has the module pip
/// @param hasUv whether it has the module uv
/// @param ray the version of Ray that it has
record Interpreter(
    String executable,
    String version,
    List<String> ownSites,
    boolean hasPip,
    boolean hasUv,
    Optional<String> ray) {
  /// Makes it say that, as one line of JSON.
  static final String QUESTION =
      """
      import importlib.metadata as m, json, sys, sysconfig
      def has(name):
        try:
          return m.version(name)
        except m.PackageNotFoundError:
          return None
      inner = sys.prefix != sys.base_prefix
      print(json.dumps({
        "executable": sys.executable,
        "version": ".".join(map(str, sys.version_info[:3])),
        "sites": sorted({sysconfig.get_path(n) for n in ("purelib", "platlib")}) if inner else [],
        "pip": has("pip"), "uv": has("uv"), "ray": has("ray")}))
      """;

  Interpreter {
    ownSites = List.copyOf(ownSites);
  }

  /// Reads its answer, the last line of what it printed.
  ///
  /// @throws SetupFailed if that is something else
  static Interpreter read(String command, String output) throws SetupFailed {
    String line = output.substring(output.lastIndexOf('\n') + 1);
    try {
      ObjectNode answer = Json.object(line, "the answer of " + command);
      return new Interpreter(
          Json.text(answer.path("executable"), "executable"),
          Json.text(answer.path("version"), "version"),
          Json.texts(answer.path("sites"), "sites"),
          answer.hasNonNull("pip"),
          answer.hasNonNull("uv"),
          answer.hasNonNull("ray")
              ? Optional.of(Json.text(answer.path("ray"), "ray"))
              : Optional.empty());
    } catch (InvalidEnvironment e) {
      throw SetupFailed.forGood("%s is no usable Python: %s".formatted(command, e.getMessage()));
    }
  }

  /// The folder of the packages of a virtual environment that it makes, relative to that.
  String sitePackages() {
    String[] numbers = version.split("\\.", -1);
    return "lib/python%s.%s/site-packages".formatted(numbers[0], numbers[1]);
  }
}
