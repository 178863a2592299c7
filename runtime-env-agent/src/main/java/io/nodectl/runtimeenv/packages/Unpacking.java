package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.Json;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.packages.ArchiveKind;
import io.nodectl.environment.packages.BrokenArchive;
import io.nodectl.environment.packages.PackageUri;
import io.nodectl.environment.packages.Unpacker;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/// What the fields with packages have in common.
///
/// @param field such as `working_dir`
/// @param kinds those that the field may name
record Unpacking(String field, Set<ArchiveKind> kinds) {
  /// Separates a URI from when and how large its file was, for files that may change.
  private static final char STAMP = '#';

  /// Reads a URI of the field.
  ///
  /// @throws InvalidEnvironment if it is none, or the package is of another kind
  PackageUri parse(String text) throws InvalidEnvironment {
    PackageUri uri = PackageUri.parse(text, field);
    if (!(uri instanceof PackageUri.OnEachNode) && uri.kind().filter(kinds::contains).isEmpty()) {
      throw new InvalidEnvironment(
          "%s: %s must end with one of %s"
              .formatted(
                  field,
                  text,
                  String.join(", ", kinds.stream().map(ArchiveKind::ending).sorted().toList())));
    }
    return uri;
  }

  /// The packages that an environment names in the field.
  ///
  /// @throws InvalidEnvironment if one of them is none, or is of another kind
  List<PackageUri> named(RuntimeEnv env) throws InvalidEnvironment {
    List<PackageUri> uris = new ArrayList<>();
    for (String text : Json.texts(env.field(field).orElse(MissingNode.getInstance()), field)) {
      uris.add(parse(text));
    }
    return uris;
  }

  /// The names of the things that they become; a folder that every node has becomes none.
  List<String> things(RuntimeEnv env) throws InvalidEnvironment, SetupFailed, IOException {
    List<String> things = new ArrayList<>();
    for (PackageUri uri : named(env)) {
      if (!(uri instanceof PackageUri.OnEachNode)) {
        things.add(stamped(uri));
      }
    }
    return things;
  }

  /// Where they lie on this node, in the order in which the environment names them.
  ///
  /// @param built where the things lie, in their order
  List<String> places(RuntimeEnv env, List<Path> built) throws InvalidEnvironment, SetupFailed {
    List<String> places = new ArrayList<>();
    Iterator<Path> next = built.iterator();
    for (PackageUri uri : named(env)) {
      Path folder = uri instanceof PackageUri.OnEachNode here ? folderHere(here) : next.next();
      places.add(folder.toString());
    }
    return places;
  }

  /// The name of the thing that a package becomes: a file may change and keep its name.
  static String stamped(PackageUri uri) throws IOException, SetupFailed {
    if (!(uri instanceof PackageUri.Elsewhere(String text, String scheme))
        || !scheme.equals("file")) {
      return uri.text();
    }
    Path file = Sources.path(text);
    if (!Files.isRegularFile(file)) {
      throw SetupFailed.forNow("there is no file " + file + " on this node");
    }
    return text + STAMP + Files.getLastModifiedTime(file).toMillis() + "-" + Files.size(file);
  }

  /// The package that became a thing.
  PackageUri unstamped(String thing) throws InvalidEnvironment {
    int stamp = thing.indexOf(STAMP);
    return parse(stamp < 0 ? thing : thing.substring(0, stamp));
  }

  /// A folder that every node should have.
  ///
  /// @throws SetupFailed if this one does not
  Path folderHere(PackageUri.OnEachNode uri) throws SetupFailed {
    Path folder = Path.of(uri.folder());
    if (!Files.isDirectory(folder)) {
      throw SetupFailed.forNow(
          "%s: %s is to be on every node, but this one has no folder %s"
              .formatted(field, uri.text(), folder));
    }
    return folder;
  }

  /// Fetches a package and unpacks it.
  void unpack(PackageUri uri, Path folder, Workshop workshop)
      throws SetupFailed, IOException, InterruptedException {
    Path archive = folder.resolveSibling(folder.getFileName() + ".package");
    try {
      workshop.fetch(uri.text(), archive);
      workshop.say("unpacking " + uri.name());
      Unpacker.unpack(
          archive, uri.kind().orElseThrow(), folder, uri instanceof PackageUri.Elsewhere);
    } catch (BrokenArchive e) {
      throw SetupFailed.forGood(
          "%s: the package %s is broken: %s".formatted(field, uri.text(), e.getMessage()));
    } finally {
      Files.deleteIfExists(archive);
    }
  }
}
