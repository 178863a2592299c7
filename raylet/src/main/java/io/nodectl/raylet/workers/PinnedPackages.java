package io.nodectl.raylet.workers;

import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.PinRuntimeEnvURIReply;
import io.nodectl.messages.ray.PinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.RuntimeEnvGcsServiceGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/// Those in gcs-server's store, which lets go what nobody has pinned and no job of Ray names.
record PinnedPackages(NodePeers peers) implements Packages {
  private static final long ANSWER_WITHIN_S = 30;

  @Override
  public void keep(String uri, Duration howLong) {
    Optional<ManagedChannel> gcs = peers.toGcs();
    if (gcs.isEmpty()) {
      return;
    }
    var answer = new Answer<PinRuntimeEnvURIReply>();
    RuntimeEnvGcsServiceGrpc.newStub(gcs.get())
        .withDeadlineAfter(ANSWER_WITHIN_S, TimeUnit.SECONDS)
        .pinRuntimeEnvURI(
            PinRuntimeEnvURIRequest.newBuilder()
                .setUri(uri)
                .setExpirationS((int) howLong.toSeconds())
                .build(),
            answer);
    var _ =
        answer
            .future()
            .exceptionally(
                failure -> {
                  LoggerFactory.getLogger(PinnedPackages.class)
                      .info("gcs-server was not asked to keep {}: {}", uri, failure.getMessage());
                  return PinRuntimeEnvURIReply.getDefaultInstance();
                });
  }
}
