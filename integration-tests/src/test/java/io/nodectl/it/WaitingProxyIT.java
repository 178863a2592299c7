package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.machine.Proc;
import io.nodectl.messages.ray.ClusterInfoRequest;
import io.nodectl.messages.ray.ClusterInfoType;
import io.nodectl.messages.ray.RayletDriverGrpc;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A client-proxy that is there before the runtime env agent is.
class WaitingProxyIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void it_serves_at_once_says_what_it_waits_for_and_answers_when_it_is_wired() throws IOException {
    String go = box.file("go").toString();
    Running start =
        box.begin(
            Sandbox.startOf(
                box.plan(
                    Component.program("gcs-server"),
                    Component.child(
                        "runtime-env-agent",
                        "wait-file",
                        go,
                        "bind",
                        "http",
                        "report",
                        "ready",
                        "wait"),
                    Component.program("client-proxy").needs("gcs-server", "runtime-env-agent")),
                "n"));
    int port = Eventually.found(this::portOfProxy, "port of the proxy");
    AuthToken token = AuthToken.of(Files.readString(box.root().resolve("n/token")).strip());
    ManagedChannel channel =
        Channels.open(
            "127.0.0.1",
            port,
            ChannelOptions.plain().with(token).with(ChannelOptions.Retries.NONE));
    try {
      StatusRuntimeException notYet =
          assertThrows(StatusRuntimeException.class, () -> ask(channel));
      assertEquals(Status.Code.UNAVAILABLE, notYet.getStatus().getCode(), notYet::toString);
      // gcs-server may be on its way, too.
      assertTrue(
          String.valueOf(notYet.getMessage()).matches("(?s).*waiting for .*runtime-env-agent.*"),
          notYet::toString);
      assertFalse(start.isOver());
      box.touch(box.file("go"));
      start.await().done();
      assertFalse(ask(channel).isEmpty());
    } finally {
      channel.shutdownNow();
    }
    box.stopAll();
  }

  private static String ask(ManagedChannel channel) {
    return RayletDriverGrpc.newBlockingStub(channel)
        .withDeadlineAfter(Duration.ofSeconds(10))
        .clusterInfo(
            ClusterInfoRequest.newBuilder().setType(ClusterInfoType.TypeEnum.NODES).build())
        .getJson();
  }

  private Optional<Integer> portOfProxy() {
    for (Proc process : box.processes()) {
      if (process.arguments().contains("io.nodectl.clientproxy.ClientProxyMain")) {
        return Listeners.portsOf(process.pid()).stream().findFirst();
      }
    }
    return Optional.empty();
  }
}
