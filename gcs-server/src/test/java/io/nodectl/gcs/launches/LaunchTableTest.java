package io.nodectl.gcs.launches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.gcs.LaunchRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchTableTest {
  private final LaunchTable table = new LaunchTable(TestStores.tables());

  @Test
  void a_node_finds_what_it_has_run_and_nothing_of_others() {
    table.put(record(1, 1, 1));
    table.put(record(1, 2, 1));
    table.put(record(2, 1, 1));
    table.put(record(1, 1, 2));
    assertEquals(List.of(record(1, 1, 2), record(1, 2, 1)), table.of(id(1)));
    table.remove(id(1), id(1));
    table.remove(id(1), id(9));
    assertEquals(List.of(record(1, 2, 1)), table.of(id(1)));
  }

  @Test
  void what_a_dead_node_has_run_is_forgotten() {
    table.put(record(1, 1, 1));
    table.put(record(2, 1, 1));
    table.forget(id(1));
    assertEquals(List.of(), table.of(id(1)));
    assertEquals(List.of(record(2, 1, 1)), table.of(id(2)));
  }

  private static LaunchRecord record(int node, int worker, int incarnation) {
    return LaunchRecord.newBuilder()
        .setNodeId(id(node))
        .setWorkerId(id(worker))
        .setIncarnation(incarnation)
        .build();
  }

  private static ByteString id(int number) {
    byte[] bytes = new byte[28];
    bytes[27] = (byte) number;
    return ByteString.copyFrom(bytes);
  }
}
