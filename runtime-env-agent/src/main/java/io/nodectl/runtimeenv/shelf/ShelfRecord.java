package io.nodectl.runtimeenv.shelf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// Says that a thing is complete: the file `KEY.done`.
///
/// It counts only while the machine runs that wrote it: after a crash of the machine it may be on
/// disk while the files of the thing are not.
///
/// @param uri what the thing is
/// @param folder the name of its folder, beside the record
/// @param bytes the size of all its files
/// @param boot the id of the machine's boot
record ShelfRecord(String uri, String folder, long bytes, String boot) {
  private static final int LINES = 4;

  /// Reads a record; empty if there is none, or one that cannot be read.
  static Optional<ShelfRecord> read(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() != LINES
          ? Optional.empty()
          : Optional.of(
              new ShelfRecord(
                  lines.get(0), lines.get(1), Long.parseLong(lines.get(2)), lines.get(3)));
    } catch (NoSuchFileException | NumberFormatException | CharacterCodingException _) {
      // Nobody has finished the thing, or nobody knows whether anybody has.
      return Optional.empty();
    }
  }

  /// Writes it so that it is there whole or not at all, and stays.
  void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    byte[] text = (uri + "\n" + folder + "\n" + bytes + "\n" + boot + "\n").getBytes(UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folderOfBoth = FileChannel.open(file.toAbsolutePath().getParent())) {
      folderOfBoth.force(true);
    }
  }
}
