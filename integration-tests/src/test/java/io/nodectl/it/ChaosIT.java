package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.chaos.Campaign;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A few rounds of what `scripts/bench chaos` does; the seed names them, so that a failure can be
/// played again.
class ChaosIT {
  private static final int ROUNDS = 12;

  @Test
  void a_head_whose_processes_are_killed_is_ready_again_or_gone_and_forgets_nothing()
      throws InterruptedException, IOException {
    List<String> talk = new ArrayList<>();
    var tally = Campaign.play(Checkout.ours().nodectl(), ROUNDS, 4, talk::add);
    assertEquals(List.of(), tally.findings(), () -> String.join("\n", talk));
  }
}
