package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderBacklogTest {
  private final OrderBacklog backlog = new OrderBacklog();

  @Test
  void orders_wait_in_the_order_they_were_given() {
    add(new Order.Config(Map.of("auth.mode", "token")), "config");
    add(wire("gcs-server", 1), "wire");
    add(new Order.Stop(Duration.ZERO), "stop");
    assertEquals(List.of("config", "wire", "stop"), takeAll());
  }

  @Test
  void only_the_newest_wire_of_a_peer_is_kept_and_it_comes_last() {
    add(wire("gcs-server", 1), "gcs 1");
    add(wire("raylet", 1), "raylet 1");
    add(wire("gcs-server", 2), "gcs 2");
    assertEquals(List.of("raylet 1", "gcs 2"), takeAll());
  }

  @Test
  void configuration_and_stop_are_never_dropped() {
    for (int i = 0; i < 100; i++) {
      add(new Order.Config(Map.of()), "config");
      add(new Order.Stop(Duration.ZERO), "stop");
    }
    assertEquals(200, takeAll().size());
  }

  @Test
  void of_many_extensions_the_oldest_are_dropped() {
    add(new Order.Stop(Duration.ZERO), "stop");
    for (int i = 0; i < OrderBacklog.MOST_EXTENSIONS + 3; i++) {
      add(new Order.Extension("X-NEWS", new LinkedHashMap<>()), "x" + i);
    }
    List<String> taken = takeAll();
    assertEquals(OrderBacklog.MOST_EXTENSIONS + 1, taken.size());
    assertEquals("stop", taken.getFirst());
    assertEquals("x3", taken.get(1));
  }

  private void add(Order order, String record) {
    backlog.add(order, record.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    while (!backlog.isEmpty()) {
      taken.add(new String(backlog.first(), StandardCharsets.UTF_8));
      backlog.removeFirst();
    }
    return taken;
  }

  private static Order wire(String peer, int generation) {
    return new Order.Wire(peer, generation, Ports.of("main", new Endpoint("127.0.0.1", 80)));
  }
}
