package io.nodectl.gcs.pubsub;

import io.grpc.BindableService;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.threads.RestingThread;
import io.nodectl.rpc.RandomBytes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// The two publishers of a GCS and their services. Each has a thread of its own while it has
/// something to do, so that a flood of log lines does not hold up the control plane.
public final class Pubsub implements AutoCloseable {

  /// As long as Ray 2.60 waits for a subscriber that does not poll.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int SUBSCRIBERS = 200_000;
  private static final int SUBSCRIPTIONS = 1_000_000;

  /// Who loses a message here misses the state of an actor or a node: generous.
  private static final Mailbox.Limits FOR_STATE = new Mailbox.Limits(100_000, 64L << 20);

  /// Lines of logs, which nobody reads so fast: as much as Ray 2.60 keeps.
  private static final Mailbox.Limits FOR_PEOPLE = new Mailbox.Limits(20_000, 10L << 20);

  /// For all who wait together, in a heap of half a gigabyte.
  private static final long STATE_BYTES = 96L << 20;

  private static final long PEOPLE_BYTES = 32L << 20;

  private final ExecutorService stateThread = RestingThread.named("pubsub");
  private final ExecutorService logThread = RestingThread.named("pubsub-logs");
  private final Broadcaster state;
  private final Broadcaster logs;

  /// @param store keeps who subscribes to whole channels
  public Pubsub(Store store) {
    this.state = broadcaster(FOR_STATE, STATE_BYTES, new Notebook(store, "state"), stateThread);
    this.logs = broadcaster(FOR_PEOPLE, PEOPLE_BYTES, new Notebook(store, "logs"), logThread);
  }

  /// Remembers the subscribers from before a restart; to be called before the store is open.
  public void restore() {
    state.restore();
    logs.restore();
  }

  /// The publisher for actors, jobs, nodes and workers.
  public Publisher controlPlane() {
    return state;
  }

  /// The publisher for errors, logs and the nodes' usage.
  public Publisher observability() {
    return logs;
  }

  public List<BindableService> services() {
    return List.of(
        EncodedOnce.replies(
            new ControlPlanePubsubService(new PubsubCalls(state, Channel.CONTROL_PLANE))),
        EncodedOnce.replies(
            new ObservabilityPubsubService(new PubsubCalls(logs, Channel.OBSERVABILITY))));
  }

  /// How many subscribers there are now.
  public long subscribers() {
    return state.countsNow().subscribers() + logs.countsNow().subscribers();
  }

  /// How many messages were published since the beginning.
  public long published() {
    return state.countsNow().published() + logs.countsNow().published();
  }

  /// How many messages did not fit into somebody's mailbox, since the beginning.
  public long dropped() {
    return state.countsNow().dropped() + logs.countsNow().dropped();
  }

  /// Ends both; what is published later is dropped.
  @Override
  public void close() {
    stateThread.shutdownNow();
    logThread.shutdownNow();
  }

  private static Broadcaster broadcaster(
      Mailbox.Limits mailbox, long bytes, Notebook notebook, ExecutorService thread) {
    return new Broadcaster(
        RandomBytes.take(IdKind.SUBSCRIBER.bytes()),
        new Switchboard(
            new Switchboard.Limits(SUBSCRIBERS, SUBSCRIPTIONS, mailbox, bytes), PATIENCE.toNanos()),
        notebook,
        thread);
  }
}
