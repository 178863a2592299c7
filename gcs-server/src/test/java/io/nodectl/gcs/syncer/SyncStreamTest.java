package io.nodectl.gcs.syncer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyncStreamTest {

  private final ViewLog log = new ViewLog();
  private final Wire wire = new Wire();
  private final SyncStream stream =
      new SyncStream(wire, new ViewLog.Reader(TestNodes.id(9), 0, ViewLog.BEGINNING), true);

  @Test
  void a_slow_reader_gets_the_newest_of_each_node_when_it_reads_again() {
    wire.ready = false;
    for (int version = 0; version < 1000; version++) {
      log.add(TestNodes.id(1), view(1, version));
      log.add(TestNodes.id(2), view(2, version));
      stream.catchUp(log);
    }
    assertEquals(List.of(), wire.sent);
    wire.ready = true;
    stream.catchUp(log);
    EncodedBatch expected =
        new EncodedBatch(
            List.of(EncodedBatch.field(view(1, 999)), EncodedBatch.field(view(2, 999))));
    assertEquals(List.of(expected), wire.sent);
  }

  @Test
  void nothing_is_sent_on_a_stream_that_has_ended() {
    stream.end(Status.OK);
    log.add(TestNodes.id(1), view(1, 1));
    stream.catchUp(log);
    assertEquals(List.of(), wire.sent);
    assertEquals(1, wire.closed);
    stream.end(Status.OK);
    assertEquals(1, wire.closed);
  }

  private static RaySyncMessage view(int node, long version) {
    return RaySyncMessage.newBuilder()
        .setNodeId(TestNodes.id(node).bytes())
        .setVersion(version)
        .build();
  }

  /// A call that remembers what was sent.
  private static final class Wire extends ServerCall<RaySyncMessageBatch, EncodedBatch> {
    final List<EncodedBatch> sent = new ArrayList<>();
    boolean ready = true;
    int closed;

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(EncodedBatch batch) {
      sent.add(batch);
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      closed++;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<RaySyncMessageBatch, EncodedBatch> getMethodDescriptor() {
      throw new UnsupportedOperationException("nobody asks");
    }
  }
}
