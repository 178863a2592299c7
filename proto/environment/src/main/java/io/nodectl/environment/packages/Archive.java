package io.nodectl.environment.packages;

import java.io.IOException;
import java.io.InputStream;

/// An archive, read from one end to the other.
interface Archive {
  /// A part of an archive, as it is told there.
  ///
  /// @param name with slashes; unchecked
  /// @param form what it is
  /// @param size in bytes, of a file
  /// @param mode its permissions, or 0 if the archive does not say
  record Entry(String name, Form form, long size, int mode) {}

  /// What a part can be.
  enum Form {
    FILE,
    FOLDER,
    /// A link, a device and so on.
    OTHER
  }

  /// Is given one part after the other.
  @FunctionalInterface
  interface Visitor {
    /// Is told of a part.
    ///
    /// @param contents of a file; to be read, if at all, before this returns
    void visit(Entry entry, InputStream contents) throws IOException;
  }

  /// Gives all parts to a visitor.
  ///
  /// @throws BrokenArchive if it cannot be read
  void read(Visitor visitor) throws IOException;
}
