package io.nodectl.environment.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Names packages by their contents, so that the same contents have the same name wherever and
/// whenever they are packed, by us or by Ray 2.60.
final class ContentName {
  private static final String PREFIX = "gcs://_ray_pkg_";

  /// Ray's names of folders have eight bytes, which begin with this each.
  private static final int LENGTH = 8;

  private static final byte BEGIN = '0';
  private static final int BUFFER = 64 << 10;

  private ContentName() {}

  /// The name of a folder's package.
  ///
  /// @param root the folder, absolute
  /// @param contents what belongs to it, the folder too
  static String ofFolder(Path root, List<Path> contents) throws IOException {
    return zip(mixed(root, contents));
  }

  /// The name of a package with a folder in it, which is a module. Ray names it as if the folder
  /// were a working directory, although the package is another one; ours are told apart.
  static String ofModule(Path root, List<Path> contents) throws IOException {
    byte[] name = mixed(root, contents);
    mix(name, sha1().digest(("py_modules:" + root.getFileName()).getBytes(UTF_8)));
    return zip(name);
  }

  /// The name of a package with one file in it.
  static String ofFile(Path file) throws IOException {
    byte[] name = begin();
    mix(name, digest(file.getFileName().toString(), file));
    return zip(name);
  }

  /// The name of a file that is a package already.
  static String ofPackage(Path file, ArchiveKind kind) throws IOException {
    if (kind == ArchiveKind.WHEEL) {
      return "gcs://" + file.getFileName();
    }
    MessageDigest digest = sha1();
    read(file, digest);
    return PREFIX + HexFormat.of().formatHex(digest.digest()) + kind.ending();
  }

  private static byte[] mixed(Path root, List<Path> contents) throws IOException {
    byte[] name = begin();
    for (Path path : contents) {
      mix(name, digest(path.equals(root) ? "." : root.relativize(path).toString(), path));
    }
    return name;
  }

  private static byte[] begin() {
    byte[] name = new byte[LENGTH];
    Arrays.fill(name, BEGIN);
    return name;
  }

  private static void mix(byte[] name, byte[] digest) {
    for (int i = 0; i < name.length; i++) {
      name[i] ^= digest[i];
    }
  }

  private static byte[] digest(String relative, Path path) throws IOException {
    MessageDigest digest = sha1();
    digest.update(relative.getBytes(UTF_8));
    if (Files.isRegularFile(path)) {
      read(path, digest);
    }
    return digest.digest();
  }

  private static void read(Path file, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static String zip(byte[] name) {
    return PREFIX + HexFormat.of().formatHex(name) + ArchiveKind.ZIP.ending();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
