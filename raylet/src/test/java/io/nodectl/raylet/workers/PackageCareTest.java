package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which packages are kept for workers.
class PackageCareTest {
  private static final String DOCUMENT =
      "{\"working_dir\":\"gcs://_ray_pkg_1.zip\",\"py_modules\":[\"gcs://_ray_pkg_2.zip\","
          + "\"https://example.org/x.zip\"]}";

  private final List<String> kept = new ArrayList<>();
  private final WorkerThread thread = new WorkerThread();
  private final WorkerBook book = new WorkerBook();
  private final PackageCare care =
      new PackageCare(thread, book, (uri, howLong) -> kept.add(uri + " " + howLong.toMinutes()));

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void those_in_the_cluster_are_kept_and_no_others() throws BadRequest {
    care.begin(worker(DOCUMENT));
    assertEquals(List.of("gcs://_ray_pkg_1.zip 10", "gcs://_ray_pkg_2.zip 10"), kept);
  }

  @Test
  void later_each_is_kept_once_for_all_that_live() throws BadRequest {
    book.add(worker(DOCUMENT));
    book.add(worker(DOCUMENT));
    book.add(worker("{\"working_dir\":\"gcs://_ray_pkg_3.zip\"}"));
    Worker gone = worker("{\"working_dir\":\"gcs://_ray_pkg_4.zip\"}");
    gone.life = gone.life.on(Stops.wish(gone, 0), 0).next();
    book.add(gone);
    care.look();
    assertEquals(
        List.of("gcs://_ray_pkg_1.zip 10", "gcs://_ray_pkg_2.zip 10", "gcs://_ray_pkg_3.zip 10"),
        kept);
  }

  @Test
  void a_document_without_packages_names_none() {
    assertEquals(Set.of(), PackageCare.named(""));
    assertEquals(Set.of(), PackageCare.named("{\"pip\":[\"gcsfs\"]}"));
  }

  private static Worker worker(String environment) throws BadRequest {
    LaunchRequest request =
        LaunchRequest.newBuilder()
            .setProgram(Program.newBuilder().addArgv("x"))
            .setRuntimeEnv(environment)
            .build();
    return new Worker(
        WorkerId.random(), WorkerLife.asked(TermsReader.read(request, false)), 1_000_000);
  }
}
