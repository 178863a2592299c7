package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Retention;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Placement groups as they are kept, removed ones too.
public record GroupRows(Tables tables) {

  /// What is kept of placement groups, and what became of their jobs.
  ///
  /// @param jobsOver ids of the jobs that are over
  public record Kept(List<PlacementGroupTableData> groups, Set<ByteString> jobsOver) {}

  /// All that there is to begin with.
  public Kept kept() {
    Set<ByteString> over =
        tables.all(Table.JOBS).stream()
            .filter(JobTableData::getIsDead)
            .map(JobTableData::getJobId)
            .collect(Collectors.toSet());
    return new Kept(all(), over);
  }

  private static final Comparator<PlacementGroupTableData> OLDEST_FIRST =
      Comparator.comparingLong(PlacementGroupTableData::getPlacementGroupCreationTimestampMs);

  /// Removed groups are remembered for a while, the youngest ones.
  static final Retention<PlacementGroupTableData> RETENTION =
      new Retention<>(Table.PLACEMENT_GROUPS, GroupRows::isRemoved, OLDEST_FIRST, 1000);

  Optional<PlacementGroupTableData> find(ByteString id) {
    return tables.get(Table.PLACEMENT_GROUPS, id);
  }

  /// The group of that name that is not removed.
  Optional<PlacementGroupTableData> named(String name, String namespace) {
    return all().stream()
        .filter(
            row ->
                row.getName().equals(name)
                    && row.getRayNamespace().equals(namespace)
                    && row.getState() != PlacementGroupState.REMOVED)
        .findFirst();
  }

  /// All groups, the oldest first.
  public List<PlacementGroupTableData> all() {
    return tables.all(Table.PLACEMENT_GROUPS).stream().sorted(OLDEST_FIRST).toList();
  }

  /// The groups that are not removed.
  public List<PlacementGroupTableData> present() {
    return all().stream().filter(row -> row.getState() != PlacementGroupState.REMOVED).toList();
  }

  /// The groups that ask for room.
  public List<PlacementGroupTableData> waiting() {
    return all().stream().filter(GroupRows::isWaiting).toList();
  }

  /// The bundles that a node is to hold; what it holds beyond them was never acknowledged.
  public List<Bundle> on(ByteString node) {
    return tables.all(Table.PLACEMENT_GROUPS).stream()
        .filter(row -> row.getState() != PlacementGroupState.REMOVED)
        .flatMap(row -> row.getBundlesList().stream())
        .filter(bundle -> bundle.getNodeId().equals(node))
        .toList();
  }

  /// Whether a group asks for room.
  public static boolean isWaiting(PlacementGroupTableData row) {
    return row.getState() == PlacementGroupState.PENDING
        || row.getState() == PlacementGroupState.RESCHEDULING;
  }

  private static boolean isRemoved(PlacementGroupTableData row) {
    return row.getState() == PlacementGroupState.REMOVED;
  }

  void keep(PlacementGroupTableData row) {
    boolean ends =
        isRemoved(row) && find(row.getPlacementGroupId()).filter(GroupRows::isRemoved).isEmpty();
    tables.put(Table.PLACEMENT_GROUPS, row.getPlacementGroupId(), row);
    if (ends) {
      var _ = RETENTION.ended(tables);
    }
  }

  /// The namespace of a job's groups; empty if there is no such job.
  Optional<String> namespace(ByteString job) {
    return tables.get(Table.JOBS, job).map(row -> row.getConfig().getRayNamespace());
  }
}
