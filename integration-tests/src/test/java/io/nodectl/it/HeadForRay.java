package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static io.nodectl.it.Eventually.found;
import static io.nodectl.it.Eventually.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A head of ours that programs of an installed Ray can join.
final class HeadForRay {
  private static final Duration A_DRIVER_TAKES = Duration.ofMinutes(2);

  private HeadForRay() {}

  /// Starts it, and returns its status object once it says which Python it expects. The test is
  /// skipped where there is no Ray, or no address but loopback.
  static JsonNode start(Sandbox box) {
    RayPython.of(box);
    JsonNode head =
        box.json(
                "start",
                "--head",
                "--node-ip-address=auto",
                // What Ray's drivers count is then what Ray's own raylets have.
                "--num-cpus=0",
                "--ray-temp-dir=" + box.file("ray"),
                "--ray-python=" + box.checkout().pythonWithRay())
            .done()
            .json();
    String address = head.path("address").asString();
    assumeFalse(
        address.startsWith("127."), "Ray's commands replace a loopback address: " + address);
    eventually(
        () -> gcs(box).path("remark").asString("").contains("Python 3."),
        () -> gcs(box).toString());
    return head;
  }

  /// Kills gcs-server once a driver has told that a round is over, for some rounds.
  static void killGcsAfterRounds(Sandbox box, Running driver, int kills) {
    for (int i = 0; i < kills; i++) {
      String round = "round " + i;
      within(
          A_DRIVER_TAKES,
          () -> driver.isOver() || said(driver).contains(round),
          () -> said(driver));
      // A driver may be faster than a restart.
      JsonNode pid =
          found(
              () -> Optional.of(gcs(box).path("pid")).filter(JsonNode::isNumber),
              "gcs-server that runs");
      Signals.send("KILL", pid.asLong());
    }
  }

  private static String said(Running driver) {
    return driver.stdoutSoFar() + driver.stderrSoFar();
  }

  /// What its status says of gcs-server now.
  static JsonNode gcs(Sandbox box) {
    return Json.component(box.status("head"), "gcs-server");
  }
}
