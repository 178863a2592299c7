package io.nodectl.gcs.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Table;

/// What the keys of a cluster are called in the Redis server.
record RedisKeys(String namespace, RedisProblems problems) {

  /// Says whose the cluster is.
  byte[] claim() {
    return named("cluster-owner");
  }

  byte[] of(Table<?> table) {
    return named(table.label());
  }

  StorageFailed lost(String what) {
    return problems.lost(what);
  }

  /// The braces keep all keys of a cluster together where a proxy divides keys among servers.
  private byte[] named(String part) {
    return "nodectl:{%s}:%s".formatted(namespace, part).getBytes(UTF_8);
  }
}
