package io.nodectl.gcs.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Our right to the cluster in the Redis server: a lease, and an epoch that no other owner has. As
/// long as the lease has not run out nobody else can have it; what is written is checked against
/// the epoch in the same step, so not even a process that was paused for hours can do harm.
final class RedisClaim {

  /// The newest format that is known, and the one that is written: that of the SQLite store.
  static final int FORMAT = 2;

  private final RedisLink link;
  private final RedisProblems problems;
  private final Duration lease;
  private final byte[] key;
  private final String epoch;

  /// The last commit that was acknowledged to us.
  private long seq;

  /// The last one that we asked for: it may be done although nobody told us. No two have the same
  /// number, so one that failed is not taken for the next one.
  private long asked;

  private volatile long renewedAt;

  private RedisClaim(Claimant claimant, byte[] key, List<?> taken) {
    this.link = claimant.link();
    this.problems = claimant.problems();
    this.lease = claimant.lease();
    this.key = key;
    this.epoch = RedisLink.text(taken.get(1));
    this.seq = Long.parseLong(RedisLink.text(taken.get(2)));
    this.asked = seq;
    this.renewedAt = System.nanoTime();
  }

  /// Who wants it.
  ///
  /// @param lease for how long others leave it to us when they do not hear of us
  record Claimant(RedisLink link, RedisProblems problems, RedisOwner owner, Duration lease) {

    private List<byte[]> arguments() {
      return List.of(
          owner.id().getBytes(UTF_8),
          owner.who().getBytes(UTF_8),
          number(lease.toMillis()),
          number(FORMAT));
    }

    /// Lets so much time pass that one who lives has renewed its lease.
    private void awaitNews(long left, String other) throws StorageUnusable {
      Duration news = renewal(lease).plusMillis(500);
      Duration end = Duration.ofMillis(left + 10);
      if (!Patience.pause(end.compareTo(news) < 0 ? end : news)) {
        throw problems.held(other);
      }
    }
  }

  static Duration renewal(Duration lease) {
    return lease.dividedBy(3);
  }

  /// Takes the cluster, if nobody has it. Waits for the lease of one who does not renew it.
  ///
  /// @param key of the hash that says whose it is
  /// @throws StorageUnusable if another gcs-server has it
  static RedisClaim take(Claimant claimant, byte[] key) throws StorageUnusable {
    String known = "";
    while (true) {
      List<?> answer = claimant.link().run(RedisScript.TAKE, List.of(key), claimant.arguments());
      switch (RedisLink.text(answer.getFirst())) {
        case "ours" -> {
          return new RedisClaim(claimant, key, answer);
        }
        case "held" -> {
          String other = RedisLink.text(answer.get(1));
          String until = RedisLink.text(answer.get(2));
          if (!known.isEmpty() && !known.equals(until)) {
            // It was renewed while we waited, so somebody lives there.
            throw claimant.problems().held(other);
          }
          known = until;
          claimant.awaitNews(Long.parseLong(RedisLink.text(answer.get(3))), other);
        }
        case "lost" ->
            throw claimant
                .problems()
                .lost(
                    "commits after number %s of %s"
                        .formatted(RedisLink.text(answer.get(1)), RedisLink.text(answer.get(2))));
        default -> throw claimant.problems().ofVersion(RedisLink.text(answer.get(1)), FORMAT);
      }
    }
  }

  /// Writes all of that, or nothing.
  ///
  /// @param keys of the tables
  /// @param changes of them, as [RedisScript#COMMIT] wants them
  /// @throws StorageFailed if the cluster is not ours any more
  void commit(List<byte[]> keys, List<byte[]> changes) {
    asked++;
    show(keys, changes);
    seq = asked;
  }

  /// Shows that we live, if that was not done lately.
  void renewIfDue() {
    if (System.nanoTime() - renewedAt > renewal(lease).toNanos()) {
      renew();
    }
  }

  /// Shows that we live, and finds out whether the cluster is still ours and all there.
  void renew() {
    show(List.of(), List.of());
  }

  /// Whether nobody else can have it yet, as far as we know; any thread may ask.
  boolean isLeased() {
    return System.nanoTime() - renewedAt < lease.toNanos();
  }

  /// How often it must be shown that we live.
  Duration renewal() {
    return renewal(lease);
  }

  /// Lets others have it.
  void release() {
    List<?> _ =
        link.run(RedisScript.RELEASE, List.of(key), List.of(epoch.getBytes(UTF_8), number(seq)));
  }

  private void show(List<byte[]> tables, List<byte[]> changes) {
    List<byte[]> keys = new ArrayList<>(List.of(key));
    keys.addAll(tables);
    List<byte[]> arguments =
        new ArrayList<>(
            List.of(epoch.getBytes(UTF_8), number(lease.toMillis()), number(asked), number(seq)));
    arguments.addAll(changes);
    long from = System.nanoTime();
    List<?> answer = link.run(RedisScript.COMMIT, keys, arguments);
    renewedAt =
        switch (RedisLink.text(answer.getFirst())) {
          // The lease runs from when the server did it, which is not before we asked.
          case "done" -> from;
          case "fenced" -> throw problems.fenced(RedisLink.text(answer.get(1)));
          default ->
              throw problems.lost(
                  "commits after number %s of %d".formatted(RedisLink.text(answer.get(1)), seq));
        };
  }

  static byte[] number(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
