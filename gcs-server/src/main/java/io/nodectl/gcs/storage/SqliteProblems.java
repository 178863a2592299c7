package io.nodectl.gcs.storage;

import io.nodectl.gcs.storage.StorageFailed.Course;
import io.nodectl.handshake.Retry;
import java.nio.file.Path;
import java.sql.SQLException;

/// Says what is wrong with a file, and what to do about it.
///
/// @param file the database
/// @param remedy what to do if it is of no use
record SqliteProblems(Path file, String remedy) {

  /// Primary result codes of SQLite (https://sqlite.org/rescode.html); the upper bits of a code
  /// only detail it.
  private static final int PRIMARY = 0xff;

  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;

  private static final String ANEW =
      " Nothing in it was changed. Put a backup in its place (nodectl gcs restore), or begin with"
          + " an empty one: stop the node, then nodectl start --head --fresh, which moves this one"
          + " aside.";

  /// For one that a server is to work with.
  SqliteProblems(Path file) {
    this(file, ANEW);
  }

  /// What keeps a running server from its work.
  StorageFailed failed(SQLException e) {
    boolean damaged = isDamaged(e);
    String words = damaged ? damaged(String.valueOf(e.getMessage())) : passing(e);
    return new StorageFailed(words, damaged ? Course.LASTING : Course.PASSING, e);
  }

  /// What keeps a server from its start.
  StorageUnusable unusable(SQLException e) {
    return isDamaged(e)
        ? new StorageUnusable(damaged(String.valueOf(e.getMessage())), Retry.NO)
        : new StorageUnusable(passing(e), Retry.YES);
  }

  StorageUnusable damagedBecause(String why) {
    return new StorageUnusable(damaged(why), Retry.NO);
  }

  StorageUnusable foreign() {
    return new StorageUnusable(
        "%s is a database of some other program, not a store of gcs-server.".formatted(file)
            + remedy,
        Retry.NO);
  }

  StorageUnusable ofVersion(int version, int known) {
    return new StorageUnusable(
        "the store %s has format %d, and this gcs-server knows formats 1 to %d. Run the nodectl that wrote it, or one that is newer."
                .formatted(file, version, known)
            + remedy,
        Retry.NO);
  }

  private String damaged(String why) {
    return "the store %s is damaged (%s).".formatted(file, why) + remedy;
  }

  private String passing(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY) {
      case BUSY -> "the store %s is used by another process. Stop that one first.".formatted(file);
      case FULL ->
          "the disk is full: the store %s cannot take more. Make room on it.".formatted(file);
      default ->
          "the store %s cannot be read or written (%s). Look at the disk, and at who owns the file."
              .formatted(file, e.getMessage());
    };
  }

  /// Whether there was no transaction to be ended. SQLite has no code of its own for that.
  static boolean saysThatNothingIsOpen(SQLException e) {
    return (e.getErrorCode() & PRIMARY) == ERROR
        && String.valueOf(e.getMessage()).contains("no transaction is active");
  }

  private static boolean isDamaged(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    return code == CORRUPT || code == NOT_A_DATABASE;
  }
}
