package io.nodectl.gcs.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What the Redis server does in one step, during which it does nothing else (Lua).
///
/// The first key of each is the hash that says whose the cluster is: `format`; `epoch`, one more
/// for each owner; `owner`, which is the same for every process of a node; `who` it is for a
/// person; `until` when nobody else may take it, in ms of the server's own clock; `seq`, the number
/// of the last commit; `told`, the number of a commit that the owner knows of, written apart from
/// any rows: a server that lost those (Redis 7.0.15 forgets what was written in transactions when
/// it loads its append-only file and its default user may do nothing) still has it.
///
/// @param text its source
/// @param digest what the server knows it by
record RedisScript(String text, String digest) {

  private static final String NOW =
      """
      if redis.replicate_commands then redis.replicate_commands() end
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      """;

  /// Arguments: owner, who, lease in ms, format. Answers `ours`, epoch and seq; or `held`, who,
  /// until and how many ms are left; or `format` and which; or `lost`, the number of the last
  /// commit there, and that of one that is not.
  static final RedisScript TAKE =
      of(
          NOW
              + """
              local kept = redis.call('HMGET', KEYS[1], 'format', 'epoch', 'owner', 'who', 'until', 'seq', 'told')
              if kept[1] and tonumber(kept[1]) > tonumber(ARGV[4]) then return {'format', kept[1]} end
              local left = tonumber(kept[5] or '0') - now
              if left > 0 and kept[3] ~= ARGV[1] then
                return {'held', kept[4] or '', kept[5], string.format('%.0f', left)}
              end
              if tonumber(kept[7] or '0') > tonumber(kept[6] or '0') then
                return {'lost', kept[6] or '0', kept[7]}
              end
              local epoch = string.format('%.0f', tonumber(kept[2] or '0') + 1)
              local seq = kept[6] or '0'
              redis.call('HSET', KEYS[1], 'format', ARGV[4], 'epoch', epoch, 'owner', ARGV[1],
                'who', ARGV[2], 'seq', seq, 'until', string.format('%.0f', now + tonumber(ARGV[3])))
              return {'ours', epoch, seq}
              """);

  /// Arguments: epoch, lease in ms, number of this commit and of the one before; then for each
  /// further key: how many rows are set, how many keys are removed, those rows, those keys. A
  /// commit that was done already, but whose answer got lost, is not done again. Without further
  /// keys it only renews the lease. Answers `done`; or `fenced` and who it is now; or `lost` and
  /// the number of the last commit there.
  static final RedisScript COMMIT =
      of(
          NOW
              + """
              local kept = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'who')
              if kept[1] ~= ARGV[1] then
                if not kept[1] then return {'lost', '0'} end
                return {'fenced', kept[3] or ''}
              end
              local seq = kept[2]
              if seq ~= ARGV[3] and seq ~= ARGV[4] then return {'lost', seq} end
              if #KEYS > 1 and seq ~= ARGV[3] then
                local at = 5
                for key = 2, #KEYS do
                  local sets, dels = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
                  at = at + 2
                  for _ = 1, sets do
                    redis.call('HSET', KEYS[key], ARGV[at], ARGV[at + 1])
                    at = at + 2
                  end
                  for _ = 1, dels do
                    redis.call('HDEL', KEYS[key], ARGV[at])
                    at = at + 1
                  end
                end
                seq = ARGV[3]
              end
              local ends = string.format('%.0f', now + tonumber(ARGV[2]))
              if #KEYS > 1 then
                redis.call('HSET', KEYS[1], 'seq', seq, 'until', ends)
              else
                redis.call('HSET', KEYS[1], 'told', ARGV[4], 'until', ends)
              end
              return {'done'}
              """);

  /// Arguments: epoch, number of the last commit. Lets anybody take the cluster at once, if it is
  /// ours.
  static final RedisScript RELEASE =
      of(
          """
          if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then
            redis.call('HSET', KEYS[1], 'told', ARGV[2], 'until', '0')
          end
          return {'done'}
          """);

  private static RedisScript of(String text) {
    try {
      // Redis identifies scripts by SHA-1; it is no matter of security.
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new RedisScript(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
