package io.nodectl.gcs.syncer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.syncer.MessageType;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.NodeId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what the nodes tell of themselves into the [ClusterView], and passes it on to the others.
///
/// Views of nodes that take no leases are not passed on: a raylet that knew of them would send them
/// tasks. One thread, the executor's, owns log and streams; what happens on a stream is posted to
/// it.
public final class Syncer implements NodeListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Syncer.class);

  /// News wait so long for more, and longer where many hear them: a raylet itself collects them for
  /// 100 ms.
  private static final long GATHER_MS = 5;

  /// So many batches go out in a millisecond at most.
  private static final int BATCHES_PER_MS = 10;

  /// Raylets try again after 2 s.
  private static final Status TOO_EARLY =
      Status.UNAVAILABLE.withDescription("gcs-server is opening its store");

  private final ClusterView view;
  private final InstantSource clock;
  private final ViewLog log = new ViewLog();
  private final Map<NodeId, SyncStream> streams = new HashMap<>();
  private final ScheduledExecutorService thread;
  private boolean passingOn;
  private volatile boolean begun;

  public Syncer(ClusterView view, InstantSource clock) {
    this.view = view;
    this.clock = clock;
    this.thread = ownThread();
  }

  /// Started with the first task; what is posted after its shutdown is dropped.
  private static ScheduledExecutorService ownThread() {
    return new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().name("syncer").daemon().factory(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /// The nodes of the time before are known to the view: from now on streams are taken.
  public void begin() {
    begun = true;
  }

  /// A node has begun a stream; an older one of its own is ended.
  void opened(NodeId node, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
    post(() -> open(node, call));
  }

  /// A node has said something; the next is read when this was dealt with.
  void told(
      NodeId node, RaySyncMessageBatch batch, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
    post(
        () -> {
          batch.getMessagesList().forEach(message -> take(node, message));
          call.request(1);
        });
  }

  /// A node reads again.
  void canRead(NodeId node) {
    post(
        () -> {
          SyncStream stream = streams.get(node);
          if (stream != null) {
            stream.catchUp(log);
          }
        });
  }

  /// A node has nothing more to say on this stream.
  void finished(NodeId node, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
    post(
        () -> {
          SyncStream stream = streams.get(node);
          if (stream != null && stream.isOf(call)) {
            streams.remove(node);
            stream.end(Status.OK);
          }
        });
  }

  /// A stream has ended. The node may live on: it comes back with another one, or it is found dead
  /// by other means.
  void closed(NodeId node, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
    post(
        () -> {
          SyncStream stream = streams.get(node);
          if (stream != null && stream.isOf(call)) {
            stream.gone();
            streams.remove(node);
          }
        });
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    NodeId id = NodeId.of(node.getNodeId());
    post(
        () -> {
          log.forget(id);
          SyncStream stream = streams.remove(id);
          if (stream != null) {
            stream.end(Status.NOT_FOUND.withDescription("node " + id + " is DEAD"));
          }
        });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void open(NodeId node, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
    Optional<GcsNodeInfo> known = view.info(node);
    var reader = new ViewLog.Reader(node, log.end(), ViewLog.BEGINNING);
    var stream = new SyncStream(call, reader, known.filter(Nodes::takesLeases).isPresent());
    if (known.isEmpty()) {
      stream.end(begun ? stranger(node) : TOO_EARLY);
      return;
    }
    SyncStream before = streams.put(node, stream);
    if (before != null) {
      before.end(Status.CANCELLED.withDescription("the node has begun another stream"));
    }
    log.countAnew(node);
    stream.catchUp(log);
  }

  private static Status stranger(NodeId node) {
    return Status.NOT_FOUND.withDescription("node " + node + " is not alive; register it first");
  }

  private void take(NodeId node, RaySyncMessage message) {
    Optional<GcsNodeInfo> known = view.info(node);
    boolean own = message.getNodeId().equals(node.bytes());
    if (known.isEmpty() || !own || !log.isNews(node, message)) {
      return;
    }
    if (message.getMessageType() == MessageType.RESOURCE_VIEW && !isTaken(node, message)) {
      return;
    }
    if (Nodes.takesLeases(known.get())) {
      log.add(node, message);
      passOnSoon();
    }
  }

  private boolean isTaken(NodeId node, RaySyncMessage message) {
    try {
      view.report(
          node, ResourceViewSyncMessage.parseFrom(message.getSyncMessage()), clock.millis());
      return true;
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("node {} has sent a view that cannot be read: {}", node, e.getMessage());
      return false;
    }
  }

  private void passOnSoon() {
    if (!passingOn) {
      passingOn = true;
      long pause = Math.max(GATHER_MS, streams.size() / BATCHES_PER_MS);
      var _ = thread.schedule(safe(this::passOn), pause, TimeUnit.MILLISECONDS);
    }
  }

  private void passOn() {
    passingOn = false;
    streams.values().forEach(stream -> stream.catchUp(log));
  }

  private void post(Runnable task) {
    thread.execute(safe(task));
  }

  /// The executor would keep a defect to itself.
  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a defect in the syncer; it goes on", e);
      }
    };
  }
}
