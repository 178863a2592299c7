package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  private static final String STAT =
      "77 (a (b) c) S 12 77 77 0 -1 0 0 0 0 0 150 50 0 0 20 0 1 0 1000 0 0";

  @Test
  void memory_and_processor_time_are_read_from_proc() {
    ProcessUsage usage =
        ProcessUsage.parse(
            STAT,
            "Name:\ta\nVmRSS:\t    2048 kB\n",
            "00400000 [rollup]\nRss: 2048 kB\nPss:  1024 kB\n",
            "30.00 55.10\n");
    assertEquals(
        new ProcessUsage('S', 12, 1024, 2048, Duration.ofSeconds(2), Duration.ofSeconds(20)),
        usage);
    assertEquals(10.0, usage.cpuPercent());
  }

  @Test
  void what_may_not_be_read_is_zero() {
    ProcessUsage usage = ProcessUsage.parse(STAT, "Name:\ta\n", "", "10.0 1\n");
    assertEquals(0, usage.pssKib() + usage.rssKib());
    assertEquals(0, usage.cpuPercent(), "a process of this very moment");
  }

  @Test
  void a_process_that_was_stopped_is_suspended_and_a_zombie_is_dead() {
    assertTrue(ProcessUsage.parse(STAT.replace(") S", ") T"), "", "", "1 1").isSuspended());
    assertTrue(ProcessUsage.parse(STAT.replace(") S", ") Z"), "", "", "1 1").isDead());
  }

  @Test
  void a_process_that_is_gone_takes_nothing() {
    assertTrue(ProcessUsage.of(ProcessHandle.current().pid()).isPresent());
    assertEquals(Optional.empty(), ProcessUsage.of(Integer.MAX_VALUE));
  }
}
