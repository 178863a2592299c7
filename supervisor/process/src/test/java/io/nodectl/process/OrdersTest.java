package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {
  private static final int MANY = 2000;

  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private Nursery nursery;

  @BeforeEach
  void open() {
    nursery = new Nursery(folder).wired();
  }

  @AfterEach
  void close() {
    nursery.close();
  }

  @Test
  void orders_reach_the_child_in_the_order_they_were_given() throws Exception {
    ManagedChild child = nursery.readyShell(heard, "exec cat > orders");
    child.order(new Order.Config(Map.of("auth.mode", "disabled")));
    child.order(wire(1));
    CompletableFuture<StopOutcome> stopped = child.stop(Duration.ofHours(1));
    assertTrue(awaitText("orders", "NODECTL/1 STOP").indexOf("auth.mode=disabled") > 0);
    child.kill();
    stopped.get(Heard.HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
    String text = Files.readString(folder.resolve("orders"));
    assertTrue(text.startsWith("NODECTL/1 CONFIG\nauth.mode=disabled\n\nNODECTL/1 WIRE\n"), text);
  }

  @Test
  void a_deaf_child_blocks_nobody_and_hears_the_newest_when_it_listens() throws Exception {
    ManagedChild child =
        nursery.readyShell(heard, "while [ ! -e listen ]; do sleep 0.05; done; exec cat > orders");
    for (int generation = 1; generation <= MANY; generation++) {
      child.order(wire(generation));
    }
    Files.createFile(folder.resolve("listen"));
    String orders = awaitText("orders", "generation=" + MANY + "\n");
    long heardOf = orders.lines().filter(line -> line.startsWith("generation=")).count();
    assertTrue(heardOf < MANY, () -> "all " + heardOf + " were kept");
  }

  @Test
  void a_deaf_child_is_stopped_in_time() throws Exception {
    ManagedChild child = nursery.readyShell(heard, "while :; do sleep 300; done");
    for (int generation = 1; generation <= MANY; generation++) {
      child.order(wire(generation));
    }
    assertEquals(
        StopOutcome.GRACEFUL,
        child.stop(Duration.ofSeconds(3)).get(Heard.HANGS_AFTER_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void a_child_that_closed_its_standard_input_is_not_told() throws Exception {
    ManagedChild child =
        nursery.readyShell(heard, "exec <&-; echo closed; while :; do sleep 300; done");
    while (!child.lastLines(1).equals(List.of("closed"))) {
      Thread.onSpinWait();
    }
    for (int generation = 1; generation <= 10; generation++) {
      child.order(wire(generation));
    }
    child.kill();
    heard.end();
  }

  @Test
  void a_child_without_standard_input_cannot_be_told() throws Exception {
    try (Nursery silent = new Nursery(folder)) {
      ManagedChild child = silent.readyShell(heard, "sleep 300");
      assertThrows(IllegalStateException.class, () -> child.order(wire(1)));
    }
  }

  private String awaitText(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    long hangs = System.nanoTime() + Nursery.LONG.toNanos();
    while (System.nanoTime() < hangs) {
      String content = Files.exists(path) ? Files.readString(path) : "";
      if (content.contains(text)) {
        return content;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("\"" + text + "\" never came");
  }

  private static Order wire(int generation) {
    Ports ports = Ports.of("gcs", new Endpoint("127.0.0.1", 6379));
    return new Order.Wire("gcs-server", generation, ports);
  }
}
