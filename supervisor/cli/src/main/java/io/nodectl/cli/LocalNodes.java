package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeName;
import io.nodectl.node.NodeRecord;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The nodes of one root, and which of them a command means.
final class LocalNodes {
  private final Root root;
  private final String command;

  /// The nodes of that root.
  ///
  /// @param command what a person types to run nodectl
  LocalNodes(Root root, String command) {
    this.root = root;
    this.command = command;
  }

  /// The nodes of the root that is meant outside.
  static LocalNodes of(Outside outside) {
    return new LocalNodes(outside.root(), outside.command());
  }

  /// All that were ever started.
  ///
  /// @throws ProblemException if there are some, and the record of none can be read
  List<LocalNode> known() throws ProblemException {
    List<LocalNode> known = new ArrayList<>();
    Optional<ProblemException> damage = Optional.empty();
    for (NodeFolder folder : root.knownNodes()) {
      try {
        NodeRecord.read(folder).ifPresent(record -> known.add(new LocalNode(folder, record)));
      } catch (ProblemException e) {
        damage = Optional.of(e);
      }
    }
    if (known.isEmpty() && damage.isPresent()) {
      throw damage.get();
    }
    return known;
  }

  /// All that run.
  List<LocalNode> running() throws ProblemException {
    return known().stream().filter(LocalNode::runs).toList();
  }

  /// The node that is meant: the one that was named; else the only one that runs; else the only one
  /// there is.
  ///
  /// @throws ProblemException if there is none, or it could be several
  LocalNode choose(Optional<NodeName> name) throws ProblemException {
    return name.isPresent() ? named(name.get()) : only(known());
  }

  private LocalNode named(NodeName name) throws ProblemException {
    NodeFolder folder = root.node(name);
    Optional<NodeRecord> record = NodeRecord.read(folder);
    if (record.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "there is no node '%s' in %s. %s".formatted(name, root.folder(), whatThereIs(known())));
    }
    return new LocalNode(folder, record.get());
  }

  private LocalNode only(List<LocalNode> known) throws ProblemException {
    if (known.size() == 1) {
      return known.getFirst();
    }
    if (known.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "no node was ever started in %s. Start one: %s start --head"
              .formatted(root.folder(), command));
    }
    List<LocalNode> running = known.stream().filter(LocalNode::runs).toList();
    if (running.size() == 1) {
      return running.getFirst();
    }
    throw several(running.isEmpty() ? known : running, running.isEmpty() ? "known" : "running");
  }

  /// Several nodes could be meant.
  static ProblemException several(List<LocalNode> nodes, String what) {
    return Words.problem(
        ExitCode.USAGE,
        "%d nodes are %s: %s. Say which one with --name."
            .formatted(nodes.size(), what, names(nodes)));
  }

  private static String whatThereIs(List<LocalNode> known) {
    return known.isEmpty() ? "There is none at all." : "There is: " + names(known) + ".";
  }

  private static String names(List<LocalNode> nodes) {
    return nodes.stream().map(LocalNode::name).collect(Collectors.joining(", "));
  }
}
