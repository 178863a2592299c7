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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The nodes of one root, and which of them a command means.
final class LocalNodes {
  private final Root root;
  private final String command;

  private final Consumer<String> talk;

  /// The nodes of that root.
  ///
  /// @param command what a person types to run nodectl
  /// @param talk gets a line for each node of which nothing can be told
  LocalNodes(Root root, String command, Consumer<String> talk) {
    this.root = root;
    this.command = command;
    this.talk = talk;
  }

  /// The nodes of the root that is meant outside.
  static LocalNodes of(Outside outside) {
    return new LocalNodes(outside.root(), outside.command(), outside.err()::println);
  }

  /// All that were ever started. One whose record cannot be read is left out, and told, unless it
  /// runs: then it is asked.
  List<LocalNode> known() throws ProblemException {
    List<LocalNode> known = new ArrayList<>();
    for (NodeFolder folder : root.knownNodes()) {
      try {
        read(folder).ifPresent(known::add);
      } catch (ProblemException e) {
        talk.accept("warning: node '%s' is left out: %s".formatted(folder.name(), e.getMessage()));
      }
    }
    return known;
  }

  private static Optional<LocalNode> read(NodeFolder folder) throws ProblemException {
    try {
      return NodeRecord.read(folder).map(record -> new LocalNode(folder, record));
    } catch (ProblemException damaged) {
      Optional<NodeRecord> asked = NodeRecord.ofRunning(folder);
      if (asked.isEmpty()) {
        throw damaged;
      }
      return asked.map(record -> new LocalNode(folder, record));
    }
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

  /// All that are there, also those of which nothing can be read.
  List<LocalNode> toStop() throws ProblemException {
    List<LocalNode> found = new ArrayList<>();
    for (NodeFolder folder : root.knownNodes()) {
      readAnyhow(folder).filter(LocalNode::isThere).ifPresent(found::add);
    }
    return found;
  }

  /// The node that is meant, also if nothing can be read of it: to end it, its locks are enough.
  LocalNode chooseToStop(Optional<NodeName> name) throws ProblemException {
    if (name.isPresent()) {
      Optional<LocalNode> node = readAnyhow(root.node(name.get()));
      return node.isPresent() ? node.get() : named(name.get());
    }
    List<LocalNode> there = toStop();
    if (there.size() > 1) {
      throw several(there, "running");
    }
    return there.isEmpty() ? onlyOneThatEnded(known()) : there.getFirst();
  }

  private LocalNode onlyOneThatEnded(List<LocalNode> known) throws ProblemException {
    if (known.size() > 1) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "no node runs in %s. %s".formatted(root.folder(), whatThereIs(known)));
    }
    return only(known);
  }

  private static Optional<LocalNode> readAnyhow(NodeFolder folder) throws ProblemException {
    try {
      return read(folder);
    } catch (ProblemException unreadable) {
      return folder.isHeld()
          ? Optional.of(new LocalNode(folder, NodeRecord.ofUnreadable(folder)))
          : Optional.empty();
    }
  }

  private LocalNode named(NodeName name) throws ProblemException {
    NodeFolder folder = root.node(name);
    Optional<LocalNode> node = read(folder);
    if (node.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "there is no node '%s' in %s. %s".formatted(name, root.folder(), whatThereIs(known())));
    }
    return node.get();
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
