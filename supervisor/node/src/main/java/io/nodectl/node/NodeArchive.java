package io.nodectl.node;

import io.nodectl.spawn.ProcessIdentity;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the node's record on disk: `state.json` after each change of the node's phase or death of
/// a component, and the ports for the next start. A disk that takes nothing any more is no reason
/// to lose a node that runs.
final class NodeArchive implements StepListener {
  private static final Logger log = LoggerFactory.getLogger(NodeArchive.class);

  private final NodeIdentity identity;
  private final NodeFeed feed;
  private final NodePlace place;
  private final ProcessIdentity supervisor;
  private Optional<String> trouble = Optional.empty();

  NodeArchive(NodeIdentity identity, NodeFeed feed, NodePlace place, ProcessIdentity supervisor) {
    this.identity = identity;
    this.feed = feed;
    this.place = place;
    this.supervisor = supervisor;
  }

  Path socket() {
    return place.socket();
  }

  /// The node's status object as it is now.
  ObjectNode status() {
    return StatusJson.of(identity, feed.current(), feed);
  }

  /// Why the record on disk is not that of the last change; empty if it is.
  Optional<String> trouble() {
    return trouble;
  }

  void removeSocket() {
    if (place.isAnothers()) {
      return;
    }
    try {
      SocketPath.remove(place.socket(), identity.session().node());
    } catch (ProblemException e) {
      log.warn("{}", e.getMessage());
    }
  }

  /// Not if another node lives there by now.
  void tryWriteRecord() {
    if (place.isAnothers()) {
      trouble = Optional.of("the node's record is gone, and its folder is another node's now");
      return;
    }
    try {
      new NodeRecord(status(), supervisor, place.socket()).write(identity.session().node());
      trouble = Optional.empty();
    } catch (ProblemException e) {
      String why = "the node's record is out of date: " + e.getMessage();
      trouble = Optional.of(why);
      log.warn("{}", why);
    }
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    NodeState after = step.state();
    int failed = after.inPhase(ComponentPhase.FAILED).size();
    if (before.phase() != after.phase()
        || !before.nodeId().equals(after.nodeId())
        || failed != before.inPhase(ComponentPhase.FAILED).size()) {
      tryWriteRecord();
    }
    if (before.phase() != NodePhase.READY && after.phase() == NodePhase.READY) {
      keepPorts(after);
    }
  }

  private void keepPorts(NodeState state) {
    try {
      LastPortsFile.write(identity.session().node().lastPortsFile(), LastPorts.of(state));
    } catch (ProblemException e) {
      log.warn("the next start will get other ports: {}", e.getMessage());
    }
  }
}
