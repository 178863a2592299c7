package io.nodectl.gcs.redis;

import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageFailed.Course;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.handshake.Retry;
import io.nodectl.program.RedisPlace;
import java.util.List;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/// Says what is wrong with a Redis server, and what to do about it.
record RedisProblems(RedisPlace place) {

  /// What a server says that starts, or that was just replaced by another one.
  private static final List<String> SOON = List.of("LOADING", "READONLY", "TRYAGAIN", "MASTERDOWN");

  /// What a server says that cannot take more for the moment.
  private static final List<String> FULL = List.of("OOM", "MISCONF", "BUSY");

  StorageFailed unreachable(JedisException e) {
    return new StorageFailed(
        "the Redis server at %s does not answer (%s). See whether it runs there, and the address."
            .formatted(place.address(), because(e)),
        Course.UNTIL_RESTART,
        e);
  }

  StorageFailed refused(JedisDataException e) {
    String why = because(e);
    if (e instanceof JedisAccessControlException) {
      return new StorageFailed(
          "the Redis server at %s does not let us in (%s). Give user and password by --redis-auth-file, or by REDIS_USERNAME and REDIS_PASSWORD; the user needs the commands EVAL, EVALSHA, HGET, HMGET and HKEYS on keys nodectl:*."
              .formatted(place.address(), why),
          Course.LASTING,
          e);
    }
    if (e instanceof JedisRedirectionException) {
      return new StorageFailed(
          "the Redis server at %s is a part of a Redis Cluster (%s), which cannot keep this. Name a single server, or one with replicas."
              .formatted(place.address(), why),
          Course.LASTING,
          e);
    }
    Course course =
        startsWith(why, FULL)
            ? Course.PASSING
            : passesSoon(e) ? Course.UNTIL_RESTART : Course.LASTING;
    return new StorageFailed(
        "the Redis server at %s refuses (%s). Look at its memory, its disk and its role."
            .formatted(place.address(), why),
        course,
        e);
  }

  /// Somebody else has taken the cluster over.
  StorageFailed fenced(String owner) {
    return new StorageFailed(
        "another gcs-server (%s) has taken over the cluster '%s' in the Redis server at %s. This one ends, and must not come back as long as that one runs."
            .formatted(owner, place.namespace(), place.address()),
        Course.LASTING);
  }

  StorageFailed lost(String what) {
    return new StorageFailed(
        "the Redis server at %s has lost %s. It was emptied, or came back with less than it had acknowledged: have it run with appendonly yes, appendfsync always and maxmemory-policy noeviction, and leave its default user the rights on the keys. What is there is not used: put a backup ('nodectl gcs restore') into another --redis-namespace, or begin a new cluster there."
            .formatted(place.address(), what),
        Course.LASTING);
  }

  StorageUnusable held(String owner) {
    return new StorageUnusable(
        "another gcs-server (%s) has the cluster '%s' in the Redis server at %s. Stop that one first, or name another cluster by --redis-namespace."
            .formatted(owner, place.namespace(), place.address()),
        Retry.NO);
  }

  StorageUnusable ofVersion(String format, int known) {
    return new StorageUnusable(
        "the cluster '%s' in the Redis server at %s has format %s, and this gcs-server knows formats up to %d. Run the nodectl that wrote it, or one that is newer. Nothing in it was changed."
            .formatted(place.namespace(), place.address(), format, known),
        Retry.NO);
  }

  /// Whether it is worth asking again in a moment.
  static boolean passesSoon(JedisDataException e) {
    return startsWith(because(e), SOON);
  }

  private static boolean startsWith(String text, List<String> words) {
    return words.stream().anyMatch(text::startsWith);
  }

  private static String because(JedisException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
