package io.nodectl.environment.packages;

import io.nodectl.environment.InvalidEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brings files of this machine into the cluster, each contents once, and tells the URI.
///
/// @param store where packages are kept
/// @param here what a relative path is relative to
record Upload(PackageStore store, Path here) {
  /// As long as Ray 2.60 keeps a package for a job that is about to begin.
  private static final Duration PINNED = Duration.ofMinutes(10);

  /// Where a local thing is.
  private Path local(String named, String field) throws InvalidEnvironment {
    Path path = here.resolve(named).normalize().toAbsolutePath();
    if (!Files.exists(path)) {
      throw new InvalidEnvironment("%s: there is no %s".formatted(field, path));
    }
    return path;
  }

  String workingDir(String named, Excludes excludes) throws InvalidEnvironment, IOException {
    String field = "working_dir";
    if (PackageUri.isUri(named)) {
      return named;
    }
    Path path = local(named, field);
    if (!Files.isDirectory(path)) {
      return archive(path, field);
    }
    List<Path> contents = FolderWalk.of(path, excludes);
    return packed(ContentName.ofFolder(path, contents), path, contents, field);
  }

  String module(String named, Excludes excludes) throws InvalidEnvironment, IOException {
    String field = "py_modules";
    if (PackageUri.isUri(named)) {
      return named;
    }
    Path path = local(named, field);
    if (Files.isDirectory(path)) {
      // The folder is the module, so it is in the package too.
      List<Path> contents = FolderWalk.of(path, excludes);
      return packed(ContentName.ofModule(path, contents), parent(path), contents, field);
    }
    if (path.toString().endsWith(".py")) {
      return packed(ContentName.ofFile(path), parent(path), List.of(path), field);
    }
    return archive(path, field);
  }

  String jar(String named) throws InvalidEnvironment, IOException {
    return PackageUri.isUri(named) ? named : archive(local(named, "java_jars"), "java_jars");
  }

  private static Path parent(Path path) throws InvalidEnvironment {
    Path parent = path.getParent();
    if (parent == null) {
      throw new InvalidEnvironment(path + " cannot be packed as a whole");
    }
    return parent;
  }

  private String archive(Path path, String field) throws InvalidEnvironment, IOException {
    Optional<ArchiveKind> kind = ArchiveKind.of(path.getFileName().toString());
    if (kind.isEmpty() || !Files.isRegularFile(path)) {
      throw new InvalidEnvironment(
          "%s: %s is neither a folder nor a package (.zip, .jar, .whl, .tar.gz, .tar.xz)"
              .formatted(field, path));
    }
    if (Files.size(path) > store.largest()) {
      throw tooLarge(field, path + " has " + Files.size(path) / (1 << 20) + " MiB");
    }
    String uri = ContentName.ofPackage(path, kind.get());
    store.pin(uri, PINNED);
    if (!store.has(uri)) {
      store.put(uri, path);
    }
    return uri;
  }

  private String packed(String uri, Path base, List<Path> contents, String field)
      throws InvalidEnvironment, IOException {
    store.pin(uri, PINNED);
    if (store.has(uri)) {
      return uri;
    }
    Path archive = Files.createTempFile("nodectl-", ArchiveKind.ZIP.ending());
    try {
      Packer.pack(base, contents, archive, store.largest());
      store.put(uri, archive);
      return uri;
    } catch (Packer.TooLarge e) {
      throw tooLarge(field, String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private InvalidEnvironment tooLarge(String field, String what) {
    return new InvalidEnvironment(
        "%s: %s, and the cluster takes %d MiB at most. Leave out what is not needed by excludes, .gitignore or .rayignore, or put it where every node reaches it and name it by file:// or https://"
            .formatted(field, what, store.largest() >> 20));
  }
}
