package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A node whose wall clock is set while it runs (libfaketime does that for one tree of processes).
class ClockIT {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  /// Longer than a node's health checks take to find it dead, on the clock that nobody sets.
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(12);

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_clock_that_is_set_an_hour_ahead_and_then_back_restarts_nothing() throws IOException {
    assumeTrue(Files.exists(LIBRARY), "no libfaketime (Debian package faketime)");
    Path offset = Files.writeString(box.file("offset"), "+0");
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD",
            LIBRARY.toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_CACHE_DURATION",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1");
    box.begin(List.of(), environment, List.of("start", "--head")).await().done();
    JsonNode before = box.status("head");
    for (String set : List.of("+1h", "-3h")) {
      Files.writeString(offset, set);
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < LOOK_NANOS) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      JsonNode after = box.status("head");
      assertEquals("ready", after.path("state").asString(), after::toString);
      for (JsonNode component : before.path("components")) {
        String name = component.path("name").asString();
        assertEquals(component.path("pid"), Json.component(after, name).path("pid"));
      }
      JsonNode node = box.json("nodes").done().json().get(0);
      assertEquals("ALIVE", node.path("state").asString(), node::toString);
    }
    box.stopAll();
  }
}
