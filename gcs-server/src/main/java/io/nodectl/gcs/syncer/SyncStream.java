package io.nodectl.gcs.syncer;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;

/// The way to one node that listens. Used by the syncer's thread alone; two streams are never
/// equal.
final class SyncStream {

  /// Largest number of messages in a batch: about 15 KiB of usual views. One is under way to each
  /// node, outside the heap: with larger ones, and gRPC's 32 KiB before it says wait, 6000 nodes
  /// that came at once took all memory there is for buffers.
  static final int BATCH = 64;

  private final ServerCall<RaySyncMessageBatch, EncodedBatch> call;
  private final boolean listens;
  private ViewLog.Reader reader;
  private boolean ended;

  /// @param listens whether it is to hear of the others at all
  SyncStream(
      ServerCall<RaySyncMessageBatch, EncodedBatch> call, ViewLog.Reader reader, boolean listens) {
    this.call = call;
    this.reader = reader;
    this.listens = listens;
  }

  boolean isOf(ServerCall<RaySyncMessageBatch, EncodedBatch> other) {
    return call.equals(other);
  }

  /// Sends what is new, as far as the node reads; the rest waits in the log.
  void catchUp(ViewLog log) {
    while (listens && !ended && reader.position() < log.end() && call.isReady()) {
      ViewLog.Page page = log.after(reader, BATCH);
      reader = new ViewLog.Reader(reader.node(), reader.since(), page.position());
      if (!page.fields().isEmpty()) {
        call.sendMessage(new EncodedBatch(page.fields()));
      }
    }
  }

  /// Ends it from our side.
  void end(Status why) {
    if (!ended) {
      ended = true;
      call.close(why, new Metadata());
    }
  }

  /// It has ended from the other side.
  void gone() {
    ended = true;
  }
}
