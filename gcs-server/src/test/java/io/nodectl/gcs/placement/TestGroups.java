package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.Bundle.BundleIdentifier;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementStrategy;
import java.util.Arrays;

/// Groups to test with.
final class TestGroups {

  static final ByteString JOB = ByteString.copyFrom(new byte[] {1, 0, 0, 0});

  private TestGroups() {}

  /// The id that consists of this byte.
  static ByteString id(int number) {
    byte[] bytes = new byte[18];
    Arrays.fill(bytes, (byte) number);
    return ByteString.copyFrom(bytes);
  }

  /// A group that is new.
  ///
  /// @param cpus of its bundles
  static PlacementGroupTableData group(int number, PlacementStrategy strategy, double... cpus) {
    var group =
        PlacementGroupTableData.newBuilder()
            .setPlacementGroupId(id(number))
            .setStrategy(strategy)
            .setCreatorJobId(JOB)
            .setCreatorActorDead(true)
            .setRayNamespace("tests");
    for (int i = 0; i < cpus.length; i++) {
      group.addBundles(
          Bundle.newBuilder()
              .setBundleId(
                  BundleIdentifier.newBuilder().setPlacementGroupId(id(number)).setBundleIndex(i))
              .putUnitResources("CPU", cpus[i]));
    }
    return group.build();
  }
}
