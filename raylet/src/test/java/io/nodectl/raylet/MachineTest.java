package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.raylet.resources.ResourceWishes;
import io.nodectl.rpc.NodeId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final Machine SMALL = new Machine("box", 2, 4096);

  @Test
  void a_head_offers_what_tools_recognise_it_by() {
    assertEquals(
        Map.of("CPU", 2.0, "memory", 4096.0, "node:10.0.0.1", 1.0, "node:__internal_head__", 1.0),
        resources(Role.HEAD));
  }

  @Test
  void a_worker_does_not() {
    assertEquals(
        Map.of("CPU", 2.0, "memory", 4096.0, "node:10.0.0.1", 1.0), resources(Role.WORKER));
  }

  @Test
  void memory_is_counted_in_bytes() {
    assertEquals(3 * 1024, Machine.totalMemory("MemFree: 1 kB\nMemTotal:       3 kB\n"));
    assertEquals(2048, Machine.totalMemory("MemTotal: 2 kB\n"));
    assertThrows(IllegalArgumentException.class, () -> Machine.totalMemory("MemFree: 1 kB\n"));
  }

  @Test
  void this_machine_has_a_name_a_processor_and_memory() {
    Machine here = Machine.here();
    assertTrue(
        !here.hostname().isBlank() && here.processors() > 0 && here.memoryBytes() > 0,
        here::toString);
  }

  private static Map<String, Double> resources(Role role) {
    var node = new NodeIdentity(NodeId.random(), "10.0.0.1", "n", role);
    return SMALL.resources(node, ResourceWishes.NONE, Map.of()).total().asDoubles();
  }
}
