package io.nodectl.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Where a running node lives on disk, for as long as that is so: whoever removes or renames the
/// folder under it takes the lock's name away, and another node may be started in the same place.
///
/// @param socket the control socket
/// @param lock which file it is that the supervisor holds the lock of, as device and inode
record NodePlace(NodeFolder folder, Path socket, String lock) {
  /// The place of a node whose lock this process holds.
  static NodePlace of(NodeFolder node) throws ProblemException {
    Path socket = SocketPath.of(node);
    try {
      return new NodePlace(node, socket, identity(node.lockFile()));
    } catch (IOException e) {
      throw ProblemException.of("look at " + node.lockFile(), e);
    }
  }

  /// Whether the node still lives there. A look that fails, as on a network's file system for a
  /// while, does not say that it is gone.
  boolean isOurs() {
    try {
      return isOurs(folder.lockFile());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// Whether another node lives there by now, so that nothing there is to be changed any more.
  boolean isAnothers() {
    try {
      return !isOurs(folder.lockFile());
    } catch (NoSuchFileException nobodys) {
      return false;
    }
  }

  private boolean isOurs(Path file) throws NoSuchFileException {
    try {
      return identity(file).equals(lock);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException unknown) {
      return true;
    }
  }

  /// A look at the file, which is not opened: that would lose the lock when it is closed.
  private static String identity(Path file) throws IOException {
    return Files.readAttributes(file, "unix:dev,ino").toString();
  }
}
