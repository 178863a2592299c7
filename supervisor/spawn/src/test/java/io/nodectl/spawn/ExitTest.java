package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitTest {
  @Test
  void a_process_that_leaves_the_quick_way_has_the_exit_code_it_chose() throws Exception {
    try (Spawner spawner = Spawner.start();
        Poller poller = Poller.open()) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Child child =
          spawner.spawn(
              new SpawnSpec(
                  List.of(
                      java,
                      "--enable-native-access=ALL-UNNAMED",
                      "-cp",
                      System.getProperty("java.class.path"),
                      Leaver.class.getName()),
                  Map.of(),
                  Path.of("/"),
                  Map.of()));
      poller.watch(child.pidfd(), Interest.READ, () -> {});
      poller.await(Optional.empty());
      assertEquals(Optional.of(new ExitStatus.Exited(7)), child.reap());
    }
  }

  static final class Leaver {
    public static void main(String[] args) {
      Exit.now(7);
    }
  }
}
