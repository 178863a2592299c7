package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Standard output and error of this process, when they go to a log file.
///
/// Nobody drains them: from time to time it is seen whether the file is full or gone, and another
/// one then takes its place.
public final class OwnOutput {
  private static final int OUT = 1;
  private static final int ERR = 2;

  private final LogShelf shelf;

  private OwnOutput(LogShelf shelf) {
    this.shelf = shelf;
  }

  /// Makes a file the standard output and error of this process.
  ///
  /// @throws SystemCallException if it cannot be opened
  public static void goTo(Path file) {
    try (Fd opened = Fd.appendTo(file)) {
      opened.becomes(OUT);
      opened.becomes(ERR);
    }
  }

  /// Empty if standard error goes elsewhere.
  static Optional<OwnOutput> in(LogShelf shelf) {
    return leadsTo(shelf.path()) ? Optional.of(new OwnOutput(shelf)) : Optional.empty();
  }

  private static boolean leadsTo(Path file) {
    try {
      Object inode = Files.getAttribute(file, "unix:ino");
      return inode instanceof Number number
          && number.longValue() == Fd.inherited(ERR).inode(); // never closed: it is not ours
    } catch (IOException | SystemCallException isGone) {
      return false;
    }
  }

  /// Goes on in a new file if the one it writes is full or is not in its place any more.
  void look() {
    try {
      boolean inPlace = leadsTo(shelf.path());
      if (inPlace && Files.size(shelf.path()) < shelf.rule().fileBytes()) {
        return;
      }
      if (inPlace) {
        shelf.shift();
      }
      shelf.disk().append(shelf.path()).close(); // Makes the folder, if that is gone too.
      goTo(shelf.path());
    } catch (IOException | SystemCallException e) {
      LoggerFactory.getLogger(OwnOutput.class)
          .warn("this log goes on in the old file: {}", e.toString());
    }
  }
}
