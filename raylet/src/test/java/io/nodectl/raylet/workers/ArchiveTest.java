package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.nodectl.messages.gcs.LaunchRecord;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a raylet knows of what those before it ran.
class ArchiveTest {
  private static final long NOW = 2000;

  @Test
  void what_died_with_its_raylet_ended_once_and_its_time_line_says_so() {
    Worker worker =
        assertInstanceOf(Archive.Past.class, Archive.revive(record(0).build(), NOW)).worker();
    assertEquals(1, worker.ends.size());
    assertEquals(
        List.of(new Note(NOW, 1, WorkerState.EXITED, "raylet died")), List.copyOf(worker.notes));
  }

  @Test
  void what_is_launched_again_keeps_the_end_of_its_last_launch_in_its_time_line() {
    Worker worker =
        assertInstanceOf(Archive.Again.class, Archive.revive(record(3).build(), NOW)).worker();
    assertEquals(1, worker.ends.size());
    assertEquals(
        List.of(
            new Note(NOW, 1, WorkerState.EXITED, "raylet died"),
            new Note(NOW, 2, WorkerState.PENDING, "launched again")),
        List.copyOf(worker.notes));
  }

  @Test
  void what_had_ended_before_keeps_its_end_in_its_time_line() {
    var exit = WorkerExit.newBuilder().setCode(3).setIncarnation(1).setAtMs(1500);
    Worker worker =
        assertInstanceOf(Archive.Past.class, Archive.revive(record(3).setExit(exit).build(), NOW))
            .worker();
    assertEquals(
        List.of(new Note(1500, 1, WorkerState.EXITED, "ended with exit code 3")),
        List.copyOf(worker.notes));
  }

  private static LaunchRecord.Builder record(int maxRestarts) {
    return LaunchRecord.newBuilder()
        .setWorkerId(new WorkerId("ab".repeat(28)).bytes())
        .setIncarnation(1)
        .setAskedMs(1000)
        .setRequest(
            LaunchRequest.newBuilder()
                .setProgram(Program.newBuilder().addArgv("/bin/true").setDirectory("/"))
                .setRestart(RestartPolicy.newBuilder().setMaxRestarts(maxRestarts)));
  }
}
