package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where a node's control socket lies. A Unix socket's path has at most 107 bytes (unix(7), and the
/// JDK checks it), so that of a node with a long path lies in a short folder under /tmp instead.
final class SocketPath {
  private static final int LONGEST = 100;

  private SocketPath() {}

  static Path of(NodeFolder node) throws ProblemException {
    Path natural = node.controlSocket();
    if (natural.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      return natural;
    }
    return shortFolder(node).resolve("control.sock");
  }

  /// Removes the socket, and the short folder if it has one.
  static void remove(Path socket, NodeFolder node) throws ProblemException {
    try {
      Files.deleteIfExists(socket);
      Path folder = socket.getParent();
      if (folder != null && !folder.equals(node.path())) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw ProblemException.of("remove the control socket " + socket, e);
    }
  }

  /// A folder that nobody else can have prepared: it is ours, and only ours to enter.
  private static Path shortFolder(NodeFolder node) throws ProblemException {
    String user = System.getProperty("user.name", "");
    Path folder = Path.of("/tmp", "nodectl-" + digest(user + ":" + node.path()));
    String ownerOnly = "rwx------";
    try {
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ownerOnly)));
    } catch (FileAlreadyExistsException e) {
      checkOurs(folder, user, ownerOnly);
    } catch (IOException e) {
      throw ProblemException.of("create the folder " + folder, e);
    }
    return folder;
  }

  private static void checkOurs(Path folder, String user, String ownerOnly)
      throws ProblemException {
    try {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean ours =
          found.isDirectory()
              && found.owner().getName().equals(user)
              && PosixFilePermissions.toString(found.permissions()).equals(ownerOnly);
      if (!ours) {
        throw ProblemException.of(
            ExitCode.REFUSED,
            "%s belongs to somebody else or is open to others, so no control socket is put there. Remove it, or choose a shorter NODECTL_ROOT."
                .formatted(folder));
      }
    } catch (IOException e) {
      throw ProblemException.of("look at " + folder, e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
