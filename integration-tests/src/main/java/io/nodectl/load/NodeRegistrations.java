package io.nodectl.load;

import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.NodeId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Nodes that register with a GCS, and callers that ask it for all of them. Who checks how they are
/// is answered, by one server for all.
public final class NodeRegistrations implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CONNECTIONS = 8;
  private static final int REGISTRATIONS_AT_ONCE = 64;
  private static final int LISTS_AT_ONCE = 4;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final SimulatedNode raylet;
  private final Deque<NodeId> registered = new ArrayDeque<>();

  /// @param port of a GCS on loopback that lets everybody in
  public NodeRegistrations(int port) throws BindFailed {
    this.raylet = SimulatedNode.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (int i = 0; i < CONNECTIONS; i++) {
      channels.add(Channels.open("127.0.0.1", port, ChannelOptions.plain().with(PATIENCE)));
    }
  }

  /// Registers new nodes.
  ///
  /// @return how many per second
  public double register(int nodes) {
    List<NodeId> ids = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      NodeId id = NodeId.random();
      raylet.answerFor(id);
      ids.add(id);
    }
    registered.addAll(ids);
    return Flood.of(nodes, REGISTRATIONS_AT_ONCE, i -> register(channel(i), ids.get(i)));
  }

  /// Lets the oldest nodes go, and registers as many new ones.
  ///
  /// @return how many were registered per second; their going is not counted
  public double replace(int nodes) {
    List<NodeId> old = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      old.add(registered.removeFirst());
    }
    var _ = Flood.of(nodes, REGISTRATIONS_AT_ONCE, i -> unregister(channel(i), old.get(i)));
    return register(nodes);
  }

  /// Asks for all nodes, again and again.
  ///
  /// @return how many answers there were per second
  public double list(int times) {
    GetAllNodeInfoRequest all = GetAllNodeInfoRequest.getDefaultInstance();
    var method = NodeInfoGcsServiceGrpc.getGetAllNodeInfoMethod();
    int known = Calls.call(channel(0), method, all).join().getNodeInfoListList().size();
    if (known < registered.size()) {
      throw new IllegalStateException(
          "%d nodes have registered, %d are known".formatted(registered.size(), known));
    }
    return Flood.of(times, LISTS_AT_ONCE, i -> Calls.call(channel(i), Calls.weighed(method), all));
  }

  @Override
  public void close() {
    channels.forEach(Channels::close);
    raylet.close();
  }

  private ManagedChannel channel(int number) {
    return channels.get(number % CONNECTIONS);
  }

  private CompletableFuture<?> register(ManagedChannel channel, NodeId id) {
    return Calls.call(
            channel,
            NodeInfoGcsServiceGrpc.getRegisterNodeMethod(),
            RegisterNodeRequest.newBuilder().setNodeInfo(raylet.info(id)).build())
        .thenAccept(reply -> check(reply.getStatus()));
  }

  private static CompletableFuture<?> unregister(ManagedChannel channel, NodeId id) {
    return Calls.call(
            channel,
            NodeInfoGcsServiceGrpc.getUnregisterNodeMethod(),
            UnregisterNodeRequest.newBuilder()
                .setNodeId(id.bytes())
                .setNodeDeathInfo(
                    NodeDeathInfo.newBuilder().setReason(NodeDeathInfo.Reason.EXPECTED_TERMINATION))
                .build())
        .thenAccept(reply -> check(reply.getStatus()));
  }

  private static void check(GcsStatus status) {
    if (status.getCode() != 0) {
      throw new IllegalStateException(status.toString());
    }
  }
}
