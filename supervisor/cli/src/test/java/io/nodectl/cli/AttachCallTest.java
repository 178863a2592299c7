package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.StdinEnd;
import io.nodectl.rpc.ChannelOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttachCallTest {
  private static final AttachRequest END =
      AttachRequest.newBuilder().setStdinEnd(StdinEnd.getDefaultInstance()).build();

  @Test
  void input_that_comes_after_the_end_of_a_run_is_dropped() throws Exception {
    try (FakeRaylet raylet = FakeRaylet.start();
        RayletLink link = link(raylet)) {
      AttachCall call = AttachCall.open(link, AttachRequest.getDefaultInstance(), (_, _) -> {});
      // The connection's thread cannot say in between that the call is over.
      synchronized (call) {
        call.cancel();
        assertDoesNotThrow(() -> call.send(END));
        assertFalse(call.sendWithRoom(ByteString.copyFromUtf8("x")));
      }
    }
  }

  private static RayletLink link(FakeRaylet raylet) {
    return RayletLink.open(
        new Raylet(raylet.nodeId(), raylet.address()),
        Duration.ofSeconds(30),
        ChannelOptions.plain().with(ChannelOptions.Retries.NONE));
  }
}
