package io.nodectl.environment.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What belongs to a package, of all that is in a folder: everything but what its excludes, its
/// `.rayignore` files and, unless told otherwise, its `.gitignore` files leave out. Links are
/// followed, as Ray 2.60 follows them.
final class FolderWalk {
  private final List<String> ignoreFiles;
  private final List<IgnoreRules> rules = new ArrayList<>();
  private final List<Path> above = new ArrayList<>();
  private final List<Path> found = new ArrayList<>();

  private FolderWalk(Excludes excludes, Path root) {
    this.ignoreFiles =
        excludes.gitignore() ? List.of(".gitignore", ".rayignore") : List.of(".rayignore");
    rules.add(IgnoreRules.of(root, excludes.patterns()));
  }

  /// The folder and what is in it, folders before their contents, in the order of the names.
  ///
  /// @param root absolute; a file is all that belongs to it
  /// @throws IOException if it cannot be read, or a link in it leads back to a folder above it
  static List<Path> of(Path root, Excludes excludes) throws IOException {
    FolderWalk walk = new FolderWalk(excludes, root);
    walk.visit(root);
    return walk.found;
  }

  private void visit(Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    int before = rules.size();
    if (isFolder) {
      for (String name : ignoreFiles) {
        IgnoreRules.in(path, name).ifPresent(rules::add);
      }
    }
    if (rules.stream().noneMatch(each -> each.exclude(path))) {
      found.add(path);
      if (isFolder) {
        visitAll(path);
      }
    }
    rules.subList(before, rules.size()).clear();
  }

  private void visitAll(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (above.contains(real)) {
      throw new IOException(
          "%s leads back to %s: remove the link, or exclude it".formatted(folder, real));
    }
    above.add(real);
    for (Path child : children(folder)) {
      visit(child);
    }
    above.removeLast();
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    }
    Collections.sort(children);
    return children;
  }
}
