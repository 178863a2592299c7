package io.nodectl.distribution;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Programs that a raylet runs, detached and attached.
///
/// @param raylet where it listens
/// @param token of its cluster
record WorkerRehearsal(Endpoint raylet, String token) {
  private static final long HANGS_AFTER_S = 30;

  private static final LaunchRequest REQUEST =
      LaunchRequest.newBuilder()
          .setProgram(Program.newBuilder().addAllArgv(List.of("/bin/sh", "-c", "echo training")))
          .build();

  void run() throws Exception {
    ManagedChannel channel =
        Channels.open(
            raylet.host(), raylet.port(), ChannelOptions.plain().with(AuthToken.of(token)));
    try {
      var workers =
          WorkersGrpc.newBlockingStub(channel).withDeadlineAfter(HANGS_AFTER_S, TimeUnit.SECONDS);
      String id = workers.launch(REQUEST).getStarted().getWorkerId();
      workers.watch(WatchRequest.newBuilder().setWorkerId(id).build()).forEachRemaining(_ -> {});
      var _ = workers.list(ListRequest.getDefaultInstance());
      attached(channel);
    } finally {
      Channels.close(channel);
    }
  }

  private static void attached(ManagedChannel channel) throws Exception {
    var over = new CompletableFuture<Boolean>();
    StreamObserver<AttachRequest> requests =
        WorkersGrpc.newStub(channel)
            .attach(
                new StreamObserver<>() {
                  @Override
                  public void onNext(AttachReply reply) {}

                  @Override
                  public void onError(Throwable failure) {
                    over.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    over.complete(true);
                  }
                });
    requests.onNext(AttachRequest.newBuilder().setLaunch(REQUEST).build());
    var _ = over.get(HANGS_AFTER_S, TimeUnit.SECONDS);
  }
}
