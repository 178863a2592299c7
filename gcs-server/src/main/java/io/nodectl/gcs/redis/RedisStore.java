package io.nodectl.gcs.redis;

import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.program.RedisLogin;
import io.nodectl.program.RedisPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a storage in a Redis server.
///
/// @param login waited for
/// @param folder has the identity by which a restarted gcs-server is known; empty for a new one
/// @param timing how long to wait for what
public record RedisStore(
    RedisPlace place, CompletableFuture<RedisLogin> login, Optional<Path> folder, Timing timing)
    implements Storage.Opener {

  /// How long to wait for what.
  ///
  /// @param lease for how long others leave the cluster to us when they do not hear of us
  /// @param patience with a server that does not answer, once it did
  public record Timing(Duration lease, Patience patience) {

    /// For real clusters.
    public static Timing usual() {
      return new Timing(Duration.ofSeconds(10), Patience.usual());
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

  @Override
  public Path scratch() {
    return folder.orElseGet(Storage.Opener.super::scratch);
  }

  @Override
  public Storage open() throws StorageUnusable {
    RedisOwner owner = RedisOwner.in(folder);
    boolean usable = false;
    try {
      Storage storage = open(owner);
      usable = true;
      return storage;
    } catch (StorageFailed e) {
      throw new StorageUnusable(e.getMessage(), e.retry());
    } finally {
      if (!usable) {
        owner.close();
      }
    }
  }

  private Storage open(RedisOwner owner) throws StorageUnusable {
    var problems = new RedisProblems(place);
    var link = new RedisLink(RedisDialing.of(place, login.join()), problems);
    boolean usable = false;
    try {
      var names = new RedisKeys(place.namespace(), problems);
      RedisClaim claim =
          RedisClaim.take(
              new RedisClaim.Claimant(link, problems, owner, timing.lease()), names.claim());
      var storage = new RedisStorage(link, claim, names, owner);
      storage.load();
      new RedisDurability(link)
          .doubts()
          .forEach(doubt -> LOG.warn("the Redis server at {}: {}", place.address(), doubt));
      link.persist(timing.patience(), claim::renew);
      usable = true;
      return storage;
    } finally {
      if (!usable) {
        link.close();
      }
    }
  }
}
