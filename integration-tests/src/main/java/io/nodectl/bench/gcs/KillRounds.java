package io.nodectl.bench.gcs;

import io.grpc.ManagedChannel;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Kills a gcs-server again and again in the middle of changes, and looks whether all that it
/// acknowledged is there when it is back.
public final class KillRounds {
  private static final int WRITERS = 4;
  private static final int LONGEST_MS = 200;
  private static final int ROUNDS_TOLD = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GcsProcess server;
  private final List<KillWriter> writers = new ArrayList<>();
  private final Random random;
  private final List<Duration> starts = new ArrayList<>();

  private KillRounds(GcsProcess server, long seed) {
    this.server = server;
    this.random = new Random(seed);
    for (int number = 1; number <= WRITERS; number++) {
      writers.add(new KillWriter(number, seed));
    }
  }

  /// What came of it.
  ///
  /// @param acknowledged changes
  /// @param findings what was not as it was acknowledged
  public record Outcome(int rounds, long acknowledged, List<String> findings, String starts) {}

  /// Plays it; ends early if something is lost.
  ///
  /// @param talk told how far it is
  public static Outcome play(GcsProcess server, int rounds, long seed, Consumer<String> talk)
      throws IOException, InterruptedException {
    return new KillRounds(server, seed).play(rounds, talk);
  }

  private Outcome play(int rounds, Consumer<String> talk) throws IOException, InterruptedException {
    int round = 0;
    while (round < rounds && findings().isEmpty()) {
      round++;
      strike();
      starts.add(server.startAgain());
      if (round % ROUNDS_TOLD == 0) {
        talk.accept("%d kills, %d changes acknowledged".formatted(round, acknowledged()));
      }
    }
    ManagedChannel channel = channel();
    writers.forEach(writer -> writer.check(channel));
    channel.shutdownNow();
    return new Outcome(round, acknowledged(), findings(), startsText());
  }

  /// Lets all write for a moment, and kills the server in the middle of it.
  private void strike() throws IOException, InterruptedException {
    CountDownLatch compared = new CountDownLatch(WRITERS);
    List<ManagedChannel> channels = new ArrayList<>();
    List<Thread> working = new ArrayList<>();
    for (KillWriter writer : writers) {
      ManagedChannel channel = channel();
      channels.add(channel);
      working.add(Thread.startVirtualThread(() -> writer.work(channel, compared)));
    }
    boolean all = compared.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    pause(1 + random.nextInt(LONGEST_MS));
    server.kill();
    for (Thread thread : working) {
      thread.join();
    }
    channels.forEach(ManagedChannel::shutdownNow);
    if (!all && findings().isEmpty()) {
      throw new IOException("nobody could read: " + writers.getFirst().lastFailure());
    }
  }

  private ManagedChannel channel() {
    ChannelOptions once = ChannelOptions.plain().with(PATIENCE).with(Retries.NONE);
    return Channels.open("127.0.0.1", server.port(), once);
  }

  private long acknowledged() {
    return writers.stream().mapToLong(KillWriter::acknowledged).sum();
  }

  private List<String> findings() {
    return writers.stream().flatMap(writer -> writer.findings().stream()).toList();
  }

  private String startsText() {
    Collections.sort(starts);
    return "started again in %d ms (median), %d ms (longest)"
        .formatted(starts.get(starts.size() / 2).toMillis(), starts.getLast().toMillis());
  }

  private static void pause(int millis) throws InterruptedException {
    // Nobody counts it down: this is nothing but time.
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}
