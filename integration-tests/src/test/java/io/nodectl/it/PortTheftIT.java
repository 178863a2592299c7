package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Somebody wants the very port of a gcs-server that has just died.
class PortTheftIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void the_gcs_server_keeps_its_port_or_everybody_is_told_of_another() throws IOException {
    JsonNode before = box.json("start", "--head").done().json();
    int port = Json.port(before, "gcs-server", "gcs");
    long pid = Json.pid(before, "gcs-server");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Optional<ServerSocket>> thief =
        CompletableFuture.supplyAsync(() -> steal(port, over));
    Signals.send("KILL", pid);
    Eventually.eventually(
        () -> {
          JsonNode status = box.status("head");
          return status.path("state").asString().equals("ready")
              && Json.pid(status, "gcs-server") != pid;
        },
        () -> "ready again: " + box.status("head"));
    over.set(true);
    JsonNode after = box.status("head");
    int generation = Json.component(after, "gcs-server").path("generation").asInt();
    try (ServerSocket stolen = thief.join().orElse(null)) {
      // One more if the theft was seen only when it tried to listen there.
      assertTrue(generation == 2 || (stolen != null && generation == 3), after::toString);
      assertEquals(stolen == null, port == Json.port(after, "gcs-server", "gcs"), after::toString);
      assertTrue(
          after.path("address").asString().endsWith(":" + Json.port(after, "gcs-server", "gcs")));
      Eventually.eventually(
          () -> box.json("nodes").json().get(0).path("state").asString().equals("ALIVE"),
          () -> "alive in " + box.json("nodes"));
    }
    box.stopAll();
  }

  /// Tries without a pause until it has the port or is told to give up.
  private static Optional<ServerSocket> steal(int port, AtomicBoolean over) {
    while (!over.get()) {
      try {
        return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      } catch (IOException taken) {
        Thread.onSpinWait();
      }
    }
    return Optional.empty();
  }
}
