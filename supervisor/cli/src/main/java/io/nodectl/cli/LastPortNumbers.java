package io.nodectl.cli;

import io.nodectl.node.JsonText;
import io.nodectl.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The ports that a node had when it was last ready. A head asks for those that others may remember
/// again; whoever starts it should know when it got others.
///
/// @param numbers by component and port name; empty if it was never ready
record LastPortNumbers(JsonNode numbers) {
  /// A port that is asked for again.
  private record Kept(String component, String port, String flag) {}

  private static final List<Kept> KEPT =
      List.of(
          new Kept("gcs-server", "gcs", PortOptions.GCS),
          new Kept("client-proxy", "client", PortOptions.CLIENT));

  static LastPortNumbers of(NodeFolder node) {
    try {
      if (Files.exists(node.lastPortsFile())) {
        String text = Files.readString(node.lastPortsFile());
        return new LastPortNumbers(JsonText.read(text));
      }
    } catch (IOException | JacksonException unreadable) {
      // Then there is nothing to compare with; the supervisor logs why.
    }
    return new LastPortNumbers(MissingNode.getInstance());
  }

  /// What is different now, in sentences.
  ///
  /// @param status of the node that is ready
  /// @param chosen flags of ports that were asked for by number
  List<String> changes(JsonNode status, Set<String> chosen) {
    List<String> changes = new ArrayList<>();
    for (Kept kept : KEPT) {
      int before = numbers.path(kept.component()).path(kept.port()).asInt(0);
      Optional<Integer> now = now(status, kept);
      if (before != 0 && now.isPresent() && now.get() != before && !chosen.contains(kept.flag())) {
        changes.add(
            "%s listens on port %d: its last one, %d, was taken. Tell those who know the old one, or insist on a number with --%s."
                .formatted(kept.component(), now.get(), before, kept.flag()));
      }
    }
    return changes;
  }

  private static Optional<Integer> now(JsonNode status, Kept kept) {
    for (JsonNode component : status.path("components")) {
      if (component.path("name").asString("").equals(kept.component())) {
        return Optional.of(component.path("ports").path(kept.port()).asInt(0));
      }
    }
    return Optional.empty();
  }
}
