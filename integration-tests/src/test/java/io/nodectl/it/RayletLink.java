package io.nodectl.it;

import io.grpc.ManagedChannel;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.messages.raylet.WorkersGrpc.WorkersBlockingStub;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A client of one raylet's workers.
record RayletLink(ManagedChannel channel) implements AutoCloseable {

  /// @param head status object of the head, which has the token
  /// @param node status object of the node whose raylet is meant
  static RayletLink of(JsonNode head, JsonNode node) {
    return at(head, "127.0.0.1:" + Json.port(node, "raylet", "node-manager"));
  }

  /// @param address `HOST:PORT` of a raylet
  static RayletLink at(JsonNode head, String address) {
    int colon = address.lastIndexOf(':');
    return new RayletLink(
        Channels.open(
            address.substring(0, colon),
            Integer.parseInt(address.substring(colon + 1)),
            ChannelOptions.plain().with(token(head))));
  }

  private static AuthToken token(JsonNode head) {
    try {
      Path file = Path.of(head.path("auth").path("token_path").asString());
      return AuthToken.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkersBlockingStub workers() {
    return WorkersGrpc.newBlockingStub(channel);
  }

  LaunchReply launch(LaunchRequest.Builder request) {
    return workers().launch(request.build());
  }

  List<WorkerInfo> list() {
    return workers().list(ListRequest.getDefaultInstance()).getWorkersList();
  }

  Optional<WorkerInfo> find(String id) {
    return list().stream().filter(worker -> worker.getWorkerId().equals(id)).findFirst();
  }

  WorkerInfo awaitState(String id, WorkerState state) {
    return Eventually.found(
        () -> find(id).filter(worker -> worker.getState() == state),
        "worker " + id + " that is " + state);
  }

  void stop(String id) {
    var _ = workers().stop(StopRequest.newBuilder().setWorkerId(id).build());
  }

  @Override
  public void close() {
    Channels.close(channel);
  }
}
