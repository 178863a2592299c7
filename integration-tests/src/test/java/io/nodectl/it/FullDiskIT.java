package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The disk of the cluster's state is full.
class FullDiskIT {
  private static final String LARGE = "x".repeat(300_000);

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_gcs_server_on_a_full_disk_refuses_changes_answers_questions_and_recovers() {
    int port = FreePort.next();
    try (Namespace disk = Namespace.withSmallDisk(box.root(), "3m");
        GcsLink gcs = GcsLink.to(port)) {
      Path ballast = box.root().resolve("ballast");
      run(disk, "dd", "if=/dev/zero", "of=" + ballast, "bs=1k", "count=1024");
      Running server = gcsServer(disk, port);
      gcs.put("before", "kept");
      int fitting = fill(gcs);
      for (int i = 0; i < 3; i++) {
        assertThrows(StatusRuntimeException.class, () -> gcs.put("one more", LARGE));
        assertEquals("kept", gcs.get("before"));
      }
      run(disk, "rm", ballast.toString());
      gcs.put("after", LARGE);
      server.kill();
      Running again = gcsServer(disk, port);
      assertEquals("kept", gcs.get("before"));
      assertEquals(LARGE, gcs.get("after"));
      assertEquals(LARGE, gcs.get("large " + fitting));
      again.kill();
    }
  }

  @Test
  void a_head_whose_disk_is_full_at_its_start_says_so() {
    try (Namespace disk = Namespace.withSmallDisk(box.root(), "500k")) {
      run(disk, "mkdir", "-m", "700", "-p", box.root().resolve("head/data").toString());
      run(disk, "dd", "if=/dev/zero", "of=" + box.root().resolve("ballast"), "bs=1k", "count=440");
      Outcome start =
          box.begin(disk.prefix(), Map.of(), List.of("start", "--head", "--format", "json"))
              .await();
      start.expectError(ExitCode.COMPONENT_FAILED, "disk is full");
      box.awaitNothingLeft();
    }
  }

  /// Returns the number of the last value that was acknowledged.
  private static int fill(GcsLink gcs) {
    for (int i = 0; i < 100; i++) {
      try {
        gcs.put("large " + i, LARGE);
      } catch (StatusRuntimeException full) {
        assertTrue(i > 0, full::toString);
        return i - 1;
      }
    }
    throw new AssertionError("the disk was not small");
  }

  private Running gcsServer(Namespace disk, int port) {
    return box.begin(
        disk.command(
            List.of(
                box.checkout().distribution().resolve("bin/gcs-server").toString(),
                "--data-dir",
                box.root().resolve("data").toString(),
                "--port",
                Integer.toString(port))),
        Map.of("RAY_AUTH_MODE", "disabled"));
  }

  private void run(Namespace disk, String... command) {
    box.begin(disk.command(List.of(command)), Map.of()).await();
  }
}
