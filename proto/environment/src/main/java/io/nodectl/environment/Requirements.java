package io.nodectl.environment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Python packages that an environment is to have: what the fields `pip` and `uv` say, in any
/// of Ray 2.60's forms.
///
/// @param installer which of the two
/// @param packages lines of a requirements file, each once; or the only item of it is `-r FILE`
/// @param check whether the installer is to look for conflicts in the end
/// @param version which installer, such as `==24.0`; empty for the one that is there
/// @param options of the installer's command; empty for the usual ones
public record Requirements(
    Installer installer,
    List<String> packages,
    boolean check,
    Optional<String> version,
    Optional<List<String>> options) {
  /// What installs Python's packages.
  public enum Installer {
    PIP("pip", "pip_check", "pip_version", "pip_install_options"),
    UV("uv", "uv_check", "uv_version", "uv_pip_install_options");

    private final String field;
    private final String check;
    private final String version;
    private final String options;

    Installer(String field, String check, String version, String options) {
      this.field = field;
      this.check = check;
      this.version = version;
      this.options = options;
    }

    /// The field of the document, and the name of the tool.
    public String field() {
      return field;
    }
  }

  private static final String PACKAGES = "packages";

  public Requirements {
    packages = List.copyOf(new LinkedHashSet<>(packages));
    options = options.map(List::copyOf);
  }

  /// What a document asks of an installer; empty if it asks nothing.
  ///
  /// @throws InvalidEnvironment if the field has none of the forms
  public static Optional<Requirements> of(RuntimeEnv env, Installer installer)
      throws InvalidEnvironment {
    Optional<JsonNode> field = env.field(installer.field);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Requirements read = read(field.get(), installer);
    return read.packages.isEmpty() ? Optional.empty() : Optional.of(read);
  }

  private static Requirements read(JsonNode field, Installer installer) throws InvalidEnvironment {
    if (field instanceof ObjectNode map) {
      return readMap(map, installer);
    }
    return new Requirements(
        installer, packages(field, installer.field), false, Optional.empty(), Optional.empty());
  }

  private static Requirements readMap(ObjectNode map, Installer installer)
      throws InvalidEnvironment {
    Requirements read =
        new Requirements(installer, List.of(), false, Optional.empty(), Optional.empty());
    if (!map.hasNonNull(PACKAGES)) {
      throw new InvalidEnvironment(installer.field + ": there is no field packages in it");
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      if (!entry.getValue().isNull()) {
        read = read.with(entry.getKey(), entry.getValue());
      }
    }
    return read;
  }

  private Requirements with(String name, JsonNode value) throws InvalidEnvironment {
    String what = installer.field + "." + name;
    if (name.equals(PACKAGES)) {
      return new Requirements(installer, packages(value, what), check, version, options);
    }
    if (name.equals(installer.check)) {
      return new Requirements(installer, packages, Json.truth(value, what), version, options);
    }
    if (name.equals(installer.version)) {
      return new Requirements(
          installer, packages, check, Optional.of(Json.text(value, what)), options);
    }
    if (name.equals(installer.options)) {
      return new Requirements(
          installer, packages, check, version, Optional.of(Json.texts(value, what)));
    }
    throw new InvalidEnvironment(
        installer.field
            + "."
            + Similar.unknown(
                name, List.of(PACKAGES, installer.check, installer.version, installer.options)));
  }

  /// A text is the path of a requirements file, which the installer reads.
  private static List<String> packages(JsonNode value, String what) throws InvalidEnvironment {
    if (value.isString()) {
      return List.of("-r " + Json.text(value, what));
    }
    if (!value.isArray()) {
      throw new InvalidEnvironment(
          what + " is neither a list of requirements nor the path of a requirements file");
    }
    List<String> lines = new ArrayList<>();
    for (String line : Json.texts(value, what)) {
      if (line.indexOf('\n') >= 0) {
        throw new InvalidEnvironment(what + ": a requirement has a line break");
      }
      lines.add(line);
    }
    return lines;
  }
}
