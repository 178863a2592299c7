package io.nodectl.it;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceBlockingStub;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// A client of a gcs-server, as our own programs are: a call that finds nobody is tried again until
/// its deadline.
record GcsLink(ManagedChannel channel) implements AutoCloseable {

  /// One of a gcs-server that lets everybody in.
  static GcsLink to(int port) {
    return new GcsLink(Channels.open("127.0.0.1", port, ChannelOptions.plain()));
  }

  /// One of a head, with its token.
  ///
  /// @param head its status object
  static GcsLink of(JsonNode head) {
    AuthToken token = AuthToken.of(read(Path.of(head.path("auth").path("token_path").asString())));
    return new GcsLink(
        Channels.open(
            "127.0.0.1", Json.port(head, "gcs-server", "gcs"), ChannelOptions.plain().with(token)));
  }

  ByteString clusterId() {
    return NodeInfoGcsServiceGrpc.newBlockingStub(channel)
        .getClusterId(GetClusterIdRequest.getDefaultInstance())
        .getClusterId();
  }

  /// Returns when it is acknowledged.
  void put(String key, String value) {
    var _ =
        kv().internalKVPut(
                InternalKVPutRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8(key))
                    .setValue(ByteString.copyFromUtf8(value))
                    .setOverwrite(true)
                    .build());
  }

  /// The value, or nothing.
  String get(String key) {
    return kv().internalKVGet(
            InternalKVGetRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build())
        .getValue()
        .toStringUtf8();
  }

  @Override
  public void close() {
    Channels.close(channel);
  }

  private InternalKVGcsServiceBlockingStub kv() {
    return InternalKVGcsServiceGrpc.newBlockingStub(channel);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
