package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.Tls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GrpcGcsTest {

  private static final NodeIdentity NODE =
      new NodeIdentity(NodeId.random(), "127.0.0.1", "node", Role.WORKER);

  @Test
  void it_asks_about_this_node_and_hears_whether_gcs_knows_it() throws Exception {
    try (RememberingGcs server = RememberingGcs.acknowledging();
        GrpcGcs gcs = new GrpcGcs(Tls.off())) {
      gcs.connect(new GcsPeer(server.address(), 1), Access.open());
      assertEquals(new GcsAnswer.Acknowledged(), answer(gcs));
      assertEquals(List.of(NODE.id().bytes()), server.nextCheck().getNodeIdsList());
      server.forget();
      assertEquals(new GcsAnswer.Forgotten(), answer(gcs));
    }
  }

  private static GcsAnswer answer(GrpcGcs gcs) throws Exception {
    var answer = new CompletableFuture<GcsAnswer>();
    gcs.checkAlive(NODE, answer::complete);
    return answer.get(30, TimeUnit.SECONDS);
  }
}
