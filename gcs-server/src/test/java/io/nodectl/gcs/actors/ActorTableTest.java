package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.ActorLinks.Kind;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ActorTableTest {

  private final Tables tables = TestStores.tables();
  private final ActorTable table = new ActorTable(tables);

  @Test
  void what_was_kept_before_is_found_by_all_that_it_has_to_do_with() {
    ActorTableData row =
        ActorRows.first(TestActors.spec(1, actor -> actor.setName("bob")), 1).toBuilder()
            .setState(ActorState.ALIVE)
            .setAddress(
                Address.newBuilder()
                    .setNodeId(TestActors.node(2))
                    .setWorkerId(TestActors.worker(3)))
            .build();
    tables.put(Table.ACTORS, row.getActorId(), row);
    List<ByteString> found = List.of(row.getActorId());
    assertEquals(row, table.named("ns", "bob").orElseThrow());
    assertEquals(found, table.linkedTo(Kind.WORKER, TestActors.worker(3)));
    assertEquals(found, table.linkedTo(Kind.NODE, TestActors.node(2)));
    assertEquals(found, table.linkedTo(Kind.OWNER, TestActors.OWNER));
    assertEquals(found, table.linkedTo(Kind.OWNER_NODE, TestActors.node(1)));
    assertEquals(found, table.linkedTo(Kind.JOB, TestActors.JOB));
    assertEquals(List.of(TestActors.worker(3)), table.workersInUse(TestActors.node(2)));
  }

  @Test
  void a_dead_actor_is_found_by_its_id_only_and_its_task_is_forgotten() {
    Actor actor = add(id(1));
    table.putSpec(id(1), TestActors.spec(1));
    table.replace(actor, dead(actor, 5));
    assertEquals(List.of(), table.linkedTo(Kind.OWNER, TestActors.OWNER));
    assertTrue(table.spec(id(1)).isEmpty());
    assertEquals(ActorState.DEAD, table.find(id(1)).orElseThrow().state());
  }

  @Test
  void of_the_dead_the_last_ones_are_remembered() {
    int many = ActorTable.DEAD_REMEMBERED + 1000;
    for (int i = 0; i < many; i++) {
      Actor actor = add(id(i));
      table.replace(actor, dead(actor, i));
    }
    int kept = table.all().size();
    assertTrue(kept >= ActorTable.DEAD_REMEMBERED && kept < many, () -> kept + " are kept");
    assertTrue(table.find(id(0)).isEmpty());
    assertTrue(table.find(id(many - 1)).isPresent());
  }

  private Actor add(ByteString id) {
    ActorTableData row = ActorRows.first(TestActors.spec(1, actor -> actor.setActorId(id)), 1);
    table.add(row);
    return table.find(id).orElseThrow();
  }

  private static Actor dead(Actor actor, long endMs) {
    return new Actor(
        actor.row().toBuilder().setState(ActorState.DEAD).setEndTime(endMs).build(), Actor.IDLE);
  }

  private static ByteString id(int number) {
    return ByteString.copyFrom(ByteBuffer.allocate(ActorIds.ACTOR).putInt(number).array());
  }
}
