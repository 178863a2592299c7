package io.nodectl.gcs.redis;

import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.handshake.Retry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who we are to other gcs-servers of the same cluster.
///
/// One that has a folder is the same after each restart, and so need not wait until the lease of
/// the process before it has run out: a lock on the file with its id shows that this one is gone.
///
/// @param id 32 hex digits
/// @param who for a person
/// @param lock holds the file of the id; none without a folder
record RedisOwner(String id, String who, @Nullable FileChannel lock) implements AutoCloseable {

  private static final int ID_BYTES = 16;

  /// @param folder made if it is not there; empty for one who is new with each process
  /// @throws StorageUnusable if another process has the folder, or it cannot be used
  static RedisOwner in(Optional<Path> folder) throws StorageUnusable {
    String who = "process %d on %s".formatted(ProcessHandle.current().pid(), host());
    if (folder.isEmpty()) {
      return new RedisOwner(draw(), who, null);
    }
    Path file = folder.get().resolve("redis-owner");
    try {
      Files.createDirectories(
          folder.get(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return locked(file, who);
    } catch (IOException e) {
      throw new StorageUnusable(
          "the file %s cannot be written (%s). Name another folder by --data-dir."
              .formatted(file, e),
          Retry.NO);
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static RedisOwner locked(Path file, String who) throws IOException, StorageUnusable {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      if (!isLocked(channel)) {
        throw new StorageUnusable(
            "the folder %s is used by another gcs-server. Stop that one first."
                .formatted(file.getParent()),
            Retry.YES);
      }
      RedisOwner owner = new RedisOwner(id(channel), who, channel);
      kept = true;
      return owner;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static String id(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * ID_BYTES);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until all is read.
    }
    if (!bytes.hasRemaining()) {
      return new String(bytes.array(), StandardCharsets.US_ASCII);
    }
    String drawn = draw();
    channel.write(ByteBuffer.wrap(drawn.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
    return drawn;
  }

  private static String draw() {
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException _) {
      return "an unknown host";
    }
  }
}
