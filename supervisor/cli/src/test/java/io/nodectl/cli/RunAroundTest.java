package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WorkerState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunAroundTest {
  @TempDir Path folder = Path.of("");

  @Test
  void a_detached_program_that_is_sent_to_a_dead_node_is_launched_on_another() throws Exception {
    FakeRaylet dead = FakeRaylet.start();
    dead.close();
    try (FakeRaylet raylet = FakeRaylet.start()) {
      raylet.launched =
          request ->
              request.getUnreachableNodesCount() == 0
                  ? sentTo(dead)
                  : LaunchReply.newBuilder()
                      .setStarted(FakeRaylet.worker(WorkerState.PENDING))
                      .build();
      raylet.watched =
          List.of(WatchReply.newBuilder().setWorker(FakeRaylet.worker(WorkerState.READY)).build());
      assertEquals(0, run(raylet, "--detach").code());
      assertEquals(List.of(dead.nodeId()), raylet.launches.getLast().getUnreachableNodesList());
    }
  }

  @Test
  void a_raylet_that_sends_to_a_dead_node_for_ever_is_left() throws Exception {
    FakeRaylet dead = FakeRaylet.start();
    dead.close();
    try (FakeRaylet raylet = FakeRaylet.start()) {
      raylet.attached = List.of(AttachReply.newBuilder().setLaunched(sentTo(dead)).build());
      assertEquals(125, run(raylet, "--strategy=spread").code());
      assertEquals(List.of(dead.nodeId()), raylet.launches.getLast().getUnreachableNodesList());
      assertEquals(RunCourse.MOST_HOPS + 1, raylet.launches.size());
    }
  }

  private Cli.Result run(FakeRaylet raylet, String flag) {
    return new Cli(folder).run("run", "--address", raylet.address().toString(), flag, "--", "x");
  }

  private static LaunchReply sentTo(FakeRaylet other) {
    return LaunchReply.newBuilder()
        .setSpillback(
            Spillback.newBuilder().setNodeId(other.nodeId()).setAddress(other.address().toString()))
        .build();
  }
}
