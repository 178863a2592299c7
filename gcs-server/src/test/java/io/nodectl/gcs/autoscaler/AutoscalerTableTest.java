package io.nodectl.gcs.autoscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.autoscaler.AutoscalingState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AutoscalerTableTest {

  private final AutoscalerTable table = new AutoscalerTable(TestStores.tables());

  @Test
  void each_epoch_is_larger_than_the_one_before() {
    assertEquals(1, table.nextEpoch());
    assertEquals(2, table.nextEpoch());
  }

  @Test
  void a_report_that_was_overtaken_is_dropped() {
    assertEquals(Optional.empty(), table.state());
    table.report(report(5, 100));
    table.report(report(4, 100));
    assertEquals(Optional.of(report(5, 100)), table.state());
    table.report(report(6, 100));
    assertEquals(Optional.of(report(6, 100)), table.state());
  }

  @Test
  void an_autoscaler_that_has_started_again_is_heard() {
    table.report(report(5, 100));
    table.report(report(1, 101));
    assertTrue(table.state().filter(report(1, 101)::equals).isPresent());
  }

  private static AutoscalingState report(long version, long seen) {
    return AutoscalingState.newBuilder()
        .setAutoscalerStateVersion(version)
        .setLastSeenClusterResourceStateVersion(seen)
        .build();
  }
}
