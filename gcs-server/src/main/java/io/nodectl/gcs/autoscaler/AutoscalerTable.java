package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.autoscaler.AutoscalingState;
import io.nodectl.messages.ray.autoscaler.ClusterConfig;
import io.nodectl.messages.ray.autoscaler.ClusterResourceConstraint;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What is kept for an autoscaler: what it has reported, what it was asked for, and how often the
/// GCS has begun to count versions.
record AutoscalerTable(Tables tables) {

  private static final ByteString EPOCH = ByteString.copyFromUtf8("autoscaler/epoch");
  private static final ByteString STATE = ByteString.copyFromUtf8("autoscaler/state");
  private static final ByteString CONFIG = ByteString.copyFromUtf8("autoscaler/config");
  private static final ByteString CONSTRAINT = ByteString.copyFromUtf8("autoscaler/constraint");

  /// A number larger than all that were given out before.
  int nextEpoch() {
    int last =
        tables
            .get(Table.CLUSTER, EPOCH)
            .map(bytes -> bytes.asReadOnlyByteBuffer().getInt())
            .orElse(0);
    byte[] next = ByteBuffer.allocate(Integer.BYTES).putInt(last + 1).array();
    tables.put(Table.CLUSTER, EPOCH, ByteString.copyFrom(next));
    return last + 1;
  }

  Optional<AutoscalingState> state() {
    return read(STATE, AutoscalingState.parser());
  }

  /// Keeps what an autoscaler has reported, unless a newer report is here already. An autoscaler
  /// that has started again counts from zero, but has seen a later state of the cluster.
  void report(AutoscalingState state) {
    if (state().filter(known -> isNewer(known, state)).isEmpty()) {
      tables.put(Table.CLUSTER, STATE, state.toByteString());
    }
  }

  private static boolean isNewer(AutoscalingState one, AutoscalingState other) {
    return one.getAutoscalerStateVersion() > other.getAutoscalerStateVersion()
        && one.getLastSeenClusterResourceStateVersion()
            >= other.getLastSeenClusterResourceStateVersion();
  }

  void keep(ClusterConfig config) {
    tables.put(Table.CLUSTER, CONFIG, config.toByteString());
  }

  Optional<ClusterResourceConstraint> constraint() {
    return read(CONSTRAINT, ClusterResourceConstraint.parser());
  }

  /// Keeps what somebody wants the cluster to have, instead of what was wanted before.
  void want(ClusterResourceConstraint constraint) {
    tables.put(Table.CLUSTER, CONSTRAINT, constraint.toByteString());
  }

  private <M extends MessageLite> Optional<M> read(ByteString key, Parser<M> parser) {
    return tables.get(Table.CLUSTER, key).map(bytes -> parse(bytes, parser));
  }

  private static <M> M parse(ByteString bytes, Parser<M> parser) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new StorageFailed(
          "what is kept for an autoscaler cannot be read", StorageFailed.Course.LASTING, e);
    }
  }
}
