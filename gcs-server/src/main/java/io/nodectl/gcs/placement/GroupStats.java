package io.nodectl.gcs.placement;

import io.nodectl.messages.ray.PlacementGroupStats;
import io.nodectl.messages.ray.PlacementGroupStats.SchedulingState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What is counted of a group's way to its place.
final class GroupStats {

  private GroupStats() {}

  /// The group was asked for.
  static PlacementGroupTableData created(PlacementGroupTableData row, Instant now) {
    return row.toBuilder()
        .setPlacementGroupCreationTimestampMs(now.toEpochMilli())
        .setStats(
            PlacementGroupStats.newBuilder()
                .setCreationRequestReceivedNs(nanos(now))
                .setSchedulingState(SchedulingState.QUEUED))
        .build();
  }

  /// An attempt has begun, and this is how it goes.
  static PlacementGroupTableData attempted(
      PlacementGroupTableData row, SchedulingState how, Instant now) {
    PlacementGroupStats before = row.getStats();
    return row.toBuilder()
        .setStats(
            before.toBuilder()
                .setSchedulingStartedTimeNs(nanos(now))
                .setSchedulingAttempt(before.getSchedulingAttempt() + 1)
                .setSchedulingState(how))
        .build();
  }

  /// The attempt goes otherwise now.
  static PlacementGroupTableData turned(PlacementGroupTableData row, SchedulingState how) {
    return row.toBuilder().setStats(row.getStats().toBuilder().setSchedulingState(how)).build();
  }

  /// There will be another attempt after this pause.
  static PlacementGroupTableData delayed(PlacementGroupTableData row, Duration pause) {
    double longest = Math.max((double) pause.toMillis(), row.getStats().getHighestRetryDelayMs());
    return row.toBuilder()
        .setStats(row.getStats().toBuilder().setHighestRetryDelayMs(longest))
        .build();
  }

  /// All bundles are there.
  static PlacementGroupTableData finished(PlacementGroupTableData row, Instant now) {
    PlacementGroupStats before = row.getStats();
    long end = nanos(now);
    return row.toBuilder()
        .setPlacementGroupFinalBundlePlacementTimestampMs(now.toEpochMilli())
        .setStats(
            before.toBuilder()
                .setSchedulingLatencyUs(micros(end - before.getSchedulingStartedTimeNs()))
                .setEndToEndCreationLatencyUs(micros(end - before.getCreationRequestReceivedNs()))
                .setSchedulingState(SchedulingState.FINISHED))
        .build();
  }

  private static long nanos(Instant now) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, now);
  }

  private static long micros(long nanos) {
    return nanos / 1000;
  }
}
