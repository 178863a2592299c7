package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.util.HexFormat;

/// What is said of placement groups, in words that Ray 2.60's programs know.
final class GroupAnswers {

  static final GcsStatus REMOVED = Statuses.notFound("Placement group is removed.");
  static final GcsStatus REMOVED_EARLY =
      Statuses.notFound("Placement group is removed before it is created.");

  private GroupAnswers() {}

  static GcsStatus nameTaken(PlacementGroupTableData group) {
    return Statuses.invalid(
        "Failed to create placement group '%s' because name '%s' already exists."
            .formatted(hex(group.getPlacementGroupId()), group.getName()));
  }

  static GcsStatus noJob(ByteString job) {
    return Statuses.invalid("there is no job %s; a placement group needs one".formatted(hex(job)));
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
