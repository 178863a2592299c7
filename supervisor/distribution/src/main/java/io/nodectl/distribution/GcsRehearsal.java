package io.nodectl.distribution;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetAllPlacementGroupRequest;
import io.nodectl.messages.ray.GetNextJobIDRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.PlacementGroupInfoGcsServiceGrpc;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.nio.file.Path;
import java.util.List;

/// gcs-server in this JVM, called as Ray calls its own: bound, asked, and stopped in an orderly
/// way.
///
/// @param programs where its class is
/// @param session a folder for its store
record GcsRehearsal(Programs programs, Path session) {
  private static final ByteString WORD = ByteString.copyFromUtf8("training");

  void run() throws Exception {
    List<String> args =
        List.of(
            "--gcs_server_port=0",
            "--node-ip-address=127.0.0.1",
            "--node-id=" + HeadRehearsal.NODE_ID,
            "--session-dir=" + session);
    PipedProgram gcs =
        PipedProgram.start(
            "gcs-server", PipedProgram.Body.of(programs.program("gcs-server"), args));
    gcs.admit(HeadRehearsal.TOKEN);
    Endpoint listening = gcs.awaitBound().endpoint("gcs").orElseThrow();
    gcs.awaitReady();
    ManagedChannel channel =
        Channels.open(
            listening.host(),
            listening.port(),
            ChannelOptions.plain().with(AuthToken.of(HeadRehearsal.TOKEN)));
    try {
      ask(channel);
    } finally {
      Channels.close(channel);
    }
    gcs.stop();
  }

  private static void ask(Channel channel) {
    var kv = InternalKVGcsServiceGrpc.newBlockingStub(channel);
    var _ = kv.internalKVPut(InternalKVPutRequest.newBuilder().setKey(WORD).setValue(WORD).build());
    var _ = kv.internalKVGet(InternalKVGetRequest.newBuilder().setKey(WORD).build());
    var _ = kv.internalKVKeys(InternalKVKeysRequest.newBuilder().setPrefix(WORD).build());
    var _ =
        NodeInfoGcsServiceGrpc.newBlockingStub(channel)
            .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance());
    var _ =
        JobInfoGcsServiceGrpc.newBlockingStub(channel)
            .getNextJobID(GetNextJobIDRequest.getDefaultInstance());
    var _ =
        PlacementGroupInfoGcsServiceGrpc.newBlockingStub(channel)
            .getAllPlacementGroup(GetAllPlacementGroupRequest.getDefaultInstance());
  }
}
