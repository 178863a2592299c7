package io.nodectl.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What a log wants of the disk. Failures are told in words for a person.
interface LogDisk {
  /// A file that is open for appending.
  interface Output extends AutoCloseable {
    /// Writes once.
    ///
    /// @return how many bytes the disk took, at least one
    /// @throws IOException if it took none
    int write(byte[] bytes, int from, int length) throws IOException;

    /// Its size when it was opened, in bytes.
    long size();

    /// When it was begun, in ms since 1970.
    long begunMillis();

    /// Whether it still is the file of that name: somebody may have moved or removed it.
    boolean isInPlace();

    @Override
    void close();
  }

  /// Opens a file, and makes it, and the folder that it is in, if there is none.
  Output append(Path file) throws IOException;

  /// Gives a file another name, in place of the one that has it; does nothing if there is none.
  void rename(Path from, Path to) throws IOException;

  /// All files of logs in a folder.
  List<LogPiece> pieces(Path folder) throws IOException;

  /// Removes a file, if it is there.
  void delete(Path file) throws IOException;
}
