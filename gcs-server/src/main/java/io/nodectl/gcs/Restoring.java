package io.nodectl.gcs;

import io.nodectl.gcs.backup.Restore;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.handshake.ExitCode;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A gcs-server that serves nobody, and only puts a backup into its store.
record Restoring(GcsFlags flags, Surroundings around) {

  ExitCode run() throws CannotStart {
    Restore restore = new Restore(flags.restore().orElseThrow());
    try {
      System.out.println(done(restore));
      return ExitCode.DONE;
    } catch (StorageUnusable e) {
      throw new CannotStart(ExitCode.REFUSED, e.getMessage());
    }
  }

  private String done(Restore restore) throws CannotStart, StorageUnusable {
    if (flags.isRedis()) {
      Storage.Opener redis =
          flags.storage(CompletableFuture.completedFuture(flags.redisLogin(around.environment())));
      Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
      return restore.into(redis, temporary.resolve("gcs-restore-" + ProcessHandle.current().pid()));
    }
    Optional<Path> folder = flags.dataDir();
    if (folder.isEmpty()) {
      throw new CannotStart(
          ExitCode.USAGE, "--restore needs a place: name it by --data-dir or --redis-address.");
    }
    return restore.into(folder.get(), Instant.now());
  }
}
