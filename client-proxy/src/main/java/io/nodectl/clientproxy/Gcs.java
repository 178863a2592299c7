package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceStub;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceStub;
import io.nodectl.program.GcsPeer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The gcs-server of the moment. A call also ends at the deadline of the client's call that it is
/// made for.
record Gcs(GcsPeer peer, ManagedChannel channel) {

  /// The longest a client waits for gcs: enough for one that is being restarted, during which the
  /// channel goes on trying, and short enough that one that stays away is told of.
  private static final Duration LIMIT = Duration.ofSeconds(5);

  InternalKVGcsServiceStub kv() {
    return InternalKVGcsServiceGrpc.newStub(channel)
        .withDeadlineAfter(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
  }

  NodeInfoGcsServiceStub nodes() {
    return NodeInfoGcsServiceGrpc.newStub(channel)
        .withDeadlineAfter(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
  }
}
