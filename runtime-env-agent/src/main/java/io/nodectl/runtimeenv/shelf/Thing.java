package io.nodectl.runtimeenv.shelf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.plugin.SetupFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Where one thing is, or would be: the files `KEY.lock` and `KEY.done` and the folder `KEY.N`.
///
/// @param shelf the folder of all things of its kind
/// @param uri what it is
record Thing(Path shelf, String uri) {
  /// Begins the name of what is about to be removed.
  static final String TRASH = "trash.";

  /// Ends the name of a file that a thing is being made of, beside its folder.
  static final String PACKAGE = ".package";

  private static final int KEY_BYTES = 16;
  private static final int NONCE_LENGTH = 8;

  private String key() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(uri.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Path lockFile() {
    return shelf.resolve(key() + ".lock");
  }

  private Path recordFile() {
    return shelf.resolve(key() + ".done");
  }

  Path folder(ShelfRecord record) {
    return shelf.resolve(record.folder());
  }

  /// Its record, if the thing is here and whole.
  Optional<ShelfRecord> record() throws IOException {
    return ShelfRecord.read(recordFile())
        .filter(record -> record.uri().equals(uri))
        .filter(record -> record.boot().equals(Boot.id()))
        .filter(record -> Files.isDirectory(folder(record)));
  }

  /// Builds it; to be called by who holds it alone.
  ShelfRecord build(Builder builder)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    String name = key() + "." + nonce();
    Path folder = shelf.resolve(name);
    boolean done = false;
    try {
      Files.createDirectory(folder);
      builder.build(folder);
      ShelfRecord record = new ShelfRecord(uri, name, Trees.size(folder), Boot.id());
      record.write(recordFile());
      done = true;
      return record;
    } finally {
      if (!done) {
        Trees.remove(folder);
      }
    }
  }

  /// Takes it away, so that from now on there is none; to be called by who holds it alone.
  ///
  /// @return the folder to be removed
  Path discard(ShelfRecord record) throws IOException {
    Files.deleteIfExists(recordFile());
    return toTrash(folder(record));
  }

  /// Gives a folder a name by which everybody knows that it is to be removed.
  static Path toTrash(Path folder) throws IOException {
    return Files.move(
        folder, folder.resolveSibling(TRASH + nonce()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String nonce() {
    return UUID.randomUUID().toString().substring(0, NONCE_LENGTH);
  }
}
