package io.nodectl.gcs.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RaySessionTest {

  @Test
  void a_name_has_date_time_microseconds_and_pid() {
    assertEquals(
        "session_2026-11-23_07-05-09_001234_4711",
        RaySession.drawn(Instant.parse("2026-11-23T07:05:09.001234567Z"), 4711));
  }
}
