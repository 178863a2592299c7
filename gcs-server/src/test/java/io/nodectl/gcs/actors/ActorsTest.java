package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.gcs.storage.FillingDisk;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.gcs.workers.WorkerFailure;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WorkerExitType;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ActorsTest {

  private final SimulatedWorld world = new SimulatedWorld();
  private final FillingDisk disk = new FillingDisk();
  private final Store store = TestStores.on(disk);
  private final Actors actors = world.actors(store);
  private final TaskSpec spec = TestActors.spec(1);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_death_that_could_not_be_kept_is_kept_once_there_is_room() throws InterruptedException {
    actors.register(spec).join();
    actors.create(spec).join();
    awaitState(ActorState.ALIVE);
    disk.fill();
    actors.died(
        new WorkerFailure(TestActors.end(TestActors.worker(1), WorkerExitType.SYSTEM_ERROR)));
    disk.awaitRefusal();
    assertEquals(ActorState.ALIVE, world.states(TestActors.id(1)).getLast());
    disk.empty();
    awaitState(ActorState.DEAD);
  }

  private void awaitState(ActorState state) throws InterruptedException {
    while (world.states(TestActors.id(1)).getLast() != state) {
      Thread.sleep(1);
    }
  }
}
