package io.nodectl.cli;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of one log: the one that is written, and those put aside, `.1` being the newest. All
/// of them may be renamed or removed at any moment.
///
/// @param current the file that is written
record LogTrail(Path current) {
  /// How often a file may be renamed between the look at it and its opening.
  private static final int TRIES = 20;

  /// A file of the log, whatever its name is by now.
  ///
  /// @param identity tells it from every other file, also from one that later has its inode
  record Piece(Path path, String identity, long bytes, long modifiedMillis) {}

  /// All files, oldest first.
  List<Piece> pieces() throws IOException {
    List<Piece> newestFirst = new ArrayList<>();
    int number = 0;
    for (Piece piece = piece(0); piece != null || number == 0; piece = piece(number)) {
      if (piece != null) {
        newestFirst.add(piece);
      }
      number++;
    }
    return newestFirst.reversed();
  }

  private @Nullable Piece piece(int number) throws IOException {
    return pieceAt(
        number == 0 ? current : current.resolveSibling(current.getFileName() + "." + number));
  }

  private static @Nullable Piece pieceAt(Path path) throws IOException {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      String identity = facts.fileKey() + " " + facts.creationTime().toMillis();
      return new Piece(path, identity, facts.size(), facts.lastModifiedTime().toMillis());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Opens a file of the log.
  ///
  /// @return null if it is not there any more
  static @Nullable SeekableByteChannel open(Piece piece, LogTrail trail) throws IOException {
    Piece wanted = piece;
    for (int i = 0; i < TRIES && wanted != null; i++) {
      SeekableByteChannel channel = openPath(wanted.path());
      Piece there = pieceAt(wanted.path());
      if (channel != null && there != null && there.identity().equals(piece.identity())) {
        return channel;
      }
      if (channel != null) {
        channel.close();
      }
      wanted = trail.find(piece.identity());
    }
    return null;
  }

  private static @Nullable SeekableByteChannel openPath(Path path) throws IOException {
    try {
      return Files.newByteChannel(path);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private @Nullable Piece find(String identity) throws IOException {
    for (Piece piece : pieces()) {
      if (piece.identity().equals(identity)) {
        return piece;
      }
    }
    return null;
  }
}
