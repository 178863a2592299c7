package io.nodectl.gcs.redis;

import io.nodectl.gcs.storage.StorageFailed;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/// Whether the Redis server keeps what it acknowledges.
///
/// @param link to the server
record RedisDurability(RedisLink link) {

  /// What could be lost, and by which setting; nothing if all is well.
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (differs("appendonly", "yes")) {
      doubts.add("appendonly is off: a crash of Redis loses what it has not yet saved");
    } else if (differs("appendfsync", "always")) {
      doubts.add(
          "appendfsync is not always: a power cut loses what was acknowledged in the last second or more");
    }
    if (differs("maxmemory-policy", "noeviction")) {
      doubts.add("maxmemory-policy is not noeviction: Redis may drop rows when its memory is full");
    }
    return doubts;
  }

  /// A server that does not let itself be asked is one that somebody else takes care of.
  private boolean differs(String setting, String wanted) {
    try {
      Object answer = link.ask(new CommandArguments(Command.CONFIG).add("GET").add(setting));
      return answer instanceof List<?> pair
          && pair.size() == 2
          && !RedisLink.text(pair.get(1)).equals(wanted);
    } catch (StorageFailed _) {
      return false;
    }
  }
}
