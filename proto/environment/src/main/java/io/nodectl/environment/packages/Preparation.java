package io.nodectl.environment.packages;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.Json;
import io.nodectl.environment.RuntimeEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a document that means the same on every node of one that names files of this machine: what
/// it names is brought into the cluster, and a requirements file becomes what it says.
///
/// @param store where packages are kept
/// @param here what a relative path is relative to
/// @param variables those of the user, of which some say what packages leave out
public record Preparation(PackageStore store, Path here, Map<String, String> variables) {
  private static final String WORKING_DIR = "working_dir";
  private static final String PY_MODULES = "py_modules";
  private static final String JAVA_JARS = "java_jars";
  private static final String PACKAGES = "packages";

  /// Brings a thing that the document names into the cluster.
  private interface Bringing {
    String bring(String named) throws InvalidEnvironment, IOException;
  }

  /// The document for the nodes.
  ///
  /// @throws InvalidEnvironment if it names something that is not there, or too large
  /// @throws IOException if the cluster or the disk fails
  public RuntimeEnv prepare(RuntimeEnv env) throws InvalidEnvironment, IOException {
    ObjectNode tree = env.tree();
    Upload upload = new Upload(store, here);
    Optional<JsonNode> written = env.field("excludes");
    List<String> excludes = written.isEmpty() ? List.of() : Json.texts(written.get(), "excludes");
    Optional<String> workingDir = env.text(WORKING_DIR);
    if (workingDir.isPresent()) {
      Excludes all = Excludes.ofWorkingDir(excludes, variables);
      tree.put(WORKING_DIR, upload.workingDir(workingDir.get(), all));
    }
    Excludes ofModule = Excludes.ofModule(excludes, variables);
    bringAll(tree, PY_MODULES, module -> upload.module(module, ofModule));
    bringAll(tree, JAVA_JARS, upload::jar);
    readRequirements(tree, "pip");
    readRequirements(tree, "uv");
    return RuntimeEnv.of(tree);
  }

  private static void bringAll(ObjectNode tree, String field, Bringing bringing)
      throws InvalidEnvironment, IOException {
    if (tree.hasNonNull(field)) {
      List<String> named = Json.texts(tree.path(field), field);
      ArrayNode brought = tree.putArray(field);
      for (String each : named) {
        brought.add(bringing.bring(each));
      }
    }
  }

  private void readRequirements(ObjectNode tree, String field)
      throws InvalidEnvironment, IOException {
    if (tree.path(field).isString()) {
      putLines(tree, field, field);
    } else if (tree.path(field) instanceof ObjectNode map && map.path(PACKAGES).isString()) {
      putLines(map, PACKAGES, field + "." + PACKAGES);
    }
  }

  private void putLines(ObjectNode tree, String name, String what)
      throws InvalidEnvironment, IOException {
    Path file = here.resolve(tree.path(name).stringValue());
    if (!Files.isRegularFile(file)) {
      throw new InvalidEnvironment("%s: there is no requirements file %s".formatted(what, file));
    }
    ArrayNode lines = tree.putArray(name);
    for (String line : Files.readAllLines(file)) {
      String requirement = line.replaceFirst("(^|\\s)#.*$", "").strip();
      if (!requirement.isEmpty()) {
        lines.add(requirement);
      }
    }
  }
}
