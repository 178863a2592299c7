package io.nodectl.environment.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The names of an archive's parts, which may be anything that somebody wanted them to be.
final class EntryNames {
  /// What macOS puts into archives beside what they are about.
  private static final String MAC = "__MACOSX";

  private EntryNames() {}

  /// The parts of a name, which stay below wherever they are put.
  ///
  /// @return empty for the place itself
  /// @throws BrokenArchive if it would lead out of there
  static List<String> parts(String name) throws BrokenArchive {
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
      throw escape(name);
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..") || (parts.isEmpty() && part.matches("[A-Za-z]:.*"))) {
        throw escape(name);
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static BrokenArchive escape(String name) {
    return new BrokenArchive(
        "'%s' would be put outside of the folder it is unpacked into; nothing of it is used"
            .formatted(name));
  }

  /// The one folder that everything is in, if there is one; what macOS adds does not count.
  ///
  /// @param files the names of all files, in parts
  /// @param folders those of the folders that are told of
  static Optional<String> onlyFolder(List<List<String>> files, List<List<String>> folders) {
    Optional<String> only = Optional.empty();
    for (List<String> file : files) {
      if (file.getFirst().equals(MAC) && file.size() > 1) {
        continue;
      }
      if (file.size() == 1 || only.filter(one -> !one.equals(file.getFirst())).isPresent()) {
        return Optional.empty();
      }
      only = Optional.of(file.getFirst());
    }
    for (List<String> folder : folders) {
      boolean counts = !folder.isEmpty() && !folder.getFirst().equals(MAC);
      if (counts && only.filter(one -> !one.equals(folder.getFirst())).isPresent()) {
        return Optional.empty();
      }
    }
    return only;
  }

  static boolean isOfMac(List<String> parts) {
    return !parts.isEmpty() && parts.getFirst().equals(MAC);
  }
}
