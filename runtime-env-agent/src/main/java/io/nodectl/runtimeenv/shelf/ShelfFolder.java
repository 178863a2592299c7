package io.nodectl.runtimeenv.shelf;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The folder of all things of one kind.
///
/// @param path made when it is needed
record ShelfFolder(Path path) {
  private static final String DONE = ".done";
  private static final String LOCK = ".lock";

  Thing thing(String uri) {
    return new Thing(path, uri);
  }

  void make() throws IOException {
    Files.createDirectories(path);
  }

  /// The records of the things that are here and whole.
  List<ShelfRecord> records() throws IOException {
    List<ShelfRecord> records = new ArrayList<>();
    for (Path file : list("*" + DONE)) {
      Optional<ShelfRecord> record = ShelfRecord.read(file);
      if (record.isPresent()) {
        thing(record.get().uri()).record().ifPresent(records::add);
      }
    }
    return records;
  }

  /// Puts away what no record names, unless a process is just building it.
  ///
  /// @param whole the records that count
  /// @return the folders to be removed
  List<Path> putAwayUnfinished(List<ShelfRecord> whole) throws IOException {
    Set<String> named = new HashSet<>();
    whole.forEach(record -> named.add(record.folder()));
    List<Path> trash = new ArrayList<>();
    for (Path folder : list("*")) {
      String name = folder.getFileName().toString();
      if (name.startsWith(Thing.TRASH)) {
        trash.add(folder);
      } else if (isContent(folder) && !named.contains(name)) {
        putAway(folder, name).ifPresent(trash::add);
      }
    }
    return trash;
  }

  private static boolean isContent(Path path) {
    return Files.isDirectory(path) || path.toString().endsWith(Thing.PACKAGE);
  }

  private Optional<Path> putAway(Path folder, String name) throws IOException {
    String key = name.substring(0, Math.max(0, name.indexOf('.')));
    Optional<KeyLock> lock = KeyLock.tryTake(path.resolve(key + LOCK), KeyLock.Kind.ALONE);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (KeyLock _ = lock.get()) {
      // Somebody may have finished it since the records were read.
      Optional<ShelfRecord> record = ShelfRecord.read(path.resolve(key + DONE));
      boolean whole =
          record.isPresent()
              && record.get().folder().equals(name)
              && record.get().boot().equals(Boot.id());
      return whole ? Optional.empty() : Optional.of(Thing.toTrash(folder));
    }
  }

  private List<Path> list(String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(path, glob)) {
      each.forEach(files::add);
    }
    return files;
  }
}
