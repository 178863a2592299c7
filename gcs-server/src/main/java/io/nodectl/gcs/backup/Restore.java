package io.nodectl.gcs.backup;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.gcs.storage.StoreCopy;
import io.nodectl.gcs.storage.Table;
import io.nodectl.handshake.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Puts a backup in the place of what is kept. Nothing is changed before the backup was found to be
/// sound.
///
/// @param backup an SQLite file
public record Restore(Path backup) {

  private static final String UNCHANGED =
      " Nothing was restored, and nothing was changed. Name a file that 'nodectl gcs backup'"
          + " wrote.";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// Into a folder: what was there is moved aside.
  ///
  /// @return what was done
  /// @throws StorageUnusable if it cannot be; nothing was changed then
  public String into(Path folder, Instant now) throws StorageUnusable {
    Path place = folder.toAbsolutePath().normalize();
    Path made = place.resolveSibling(place.getFileName() + ".restore");
    try {
      unpack(made).close();
      beUnused(place);
      Path aside = place.resolveSibling(place.getFileName() + "." + TIME.format(now));
      boolean moved = Files.exists(place);
      if (moved) {
        Files.move(place, aside);
      }
      Files.move(made, place);
      return "restored %s into %s".formatted(backup, place)
          + (moved ? "; what was there is now in " + aside : "");
    } catch (IOException e) {
      throw failed(e);
    } finally {
      removeQuietly(made);
    }
  }

  /// Into a storage that must be empty.
  ///
  /// @param scratch a folder that is not there, for the time of the work
  /// @return what was done
  public String into(Storage.Opener opener, Path scratch) throws StorageUnusable {
    try (Storage from = unpack(scratch);
        Storage into = opener.open()) {
      for (Table<?> table : Table.all()) {
        if (!into.keys(table, ByteString.EMPTY).isEmpty()) {
          throw new StorageUnusable(
              "there is a cluster already, and it was left as it is. Name another"
                  + " --redis-namespace, or remove that one's keys from Redis first.",
              Retry.NO);
        }
      }
      StoreCopy.copy(from, into);
      return "restored " + backup;
    } catch (StorageFailed e) {
      throw new StorageUnusable(e.getMessage(), e.retry());
    } catch (IOException e) {
      throw failed(e);
    } finally {
      removeQuietly(scratch);
    }
  }

  /// A sound copy, open; of this format from its commit on.
  private Storage unpack(Path folder) throws StorageUnusable, IOException {
    if (!Files.isRegularFile(backup)) {
      throw new StorageUnusable(
          (Files.exists(backup) ? "%s is no file." : "there is no file %s.").formatted(backup)
              + UNCHANGED,
          Retry.NO);
    }
    remove(folder);
    // With those above it, which a new host does not have yet.
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SqliteFile copy = new SqliteFile(folder);
    Files.copy(backup, copy.file());
    Storage storage = copy.openCopy(backup, UNCHANGED);
    try {
      for (Table<?> table : Table.all()) {
        if (table.isResident()) {
          storage.scan(table, ByteString.EMPTY).forEach(row -> table.parse(row.key(), row.value()));
        }
      }
      if (storage.keys(Table.CLUSTER, ByteString.EMPTY).isEmpty()) {
        throw new StorageUnusable("%s holds no cluster.".formatted(backup) + UNCHANGED, Retry.NO);
      }
      storage.commit();
      return storage;
    } catch (StorageFailed e) {
      storage.close();
      throw new StorageUnusable(e.getMessage() + UNCHANGED, Retry.NO);
    } catch (StorageUnusable e) {
      storage.close();
      throw e;
    }
  }

  /// One that cannot be opened for another reason than that it is in use is no loss.
  private static void beUnused(Path folder) throws StorageUnusable {
    SqliteFile there = new SqliteFile(folder);
    if (Files.exists(there.file())) {
      try {
        there.open().close();
      } catch (StorageUnusable e) {
        if (e.retry() == Retry.YES) {
          throw e;
        }
      }
    }
  }

  private StorageUnusable failed(IOException e) {
    return new StorageUnusable("%s cannot be restored (%s).".formatted(backup, e), Retry.NO);
  }

  private static void removeQuietly(Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Restore.class)
          .warn("the folder {} cannot be removed: {}", folder, e.getMessage());
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
