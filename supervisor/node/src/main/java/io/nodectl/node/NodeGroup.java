package io.nodectl.node;

import io.nodectl.spawn.ProcessTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The group of processes (cgroups(7)) of one node, with one more in it for each component. It is a
/// second net below the node: what cannot be done with it is left undone and logged.
///
/// A component is put into its group right after it was spawned, not by the spawn itself
/// (posix_spawn(3) knows no CLONE_INTO_CGROUP). So what it starts in its first milliseconds may be
/// born outside and is fetched after it, and memory that it took until then stays on the account of
/// the group that it came from.
final class NodeGroup {
  private static final String PROCS = "cgroup.procs";
  private static final int ROUNDS = 5;

  private static final String SWITCHES = "cgroup.subtree_control";

  private final Path own;
  private final Path folder;

  /// @param own the group of this process
  /// @param folder that of the node, in it
  NodeGroup(Path own, Path folder) {
    this.own = own;
    this.folder = folder;
  }

  /// The group of that node, which need not exist; empty where no groups may be made.
  static Optional<NodeGroup> of(NodeFolder node) {
    return CgroupRights.look().folder().flatMap(own -> below(own, node));
  }

  /// Named by the node folder's inode too, because nodes of several roots may share a name.
  private static Optional<NodeGroup> below(Path own, NodeFolder node) {
    try {
      Object inode = Files.getAttribute(node.path(), "unix:ino");
      return Optional.of(new NodeGroup(own, own.resolve("nodectl." + node.name() + "." + inode)));
    } catch (IOException noFolder) {
      return Optional.empty();
    }
  }

  /// Puts a child of this process, and all below it, into the group of a component, with its
  /// limits.
  void place(String component, long pid, Limits limits) {
    try {
      Path leaf = folder.resolve(component);
      Files.createDirectories(leaf);
      limit(component, leaf, limits);
      // Only a child of ours: until it is reaped, its number is nobody else's.
      if (!ProcessTree.children(ProcessHandle.current().pid()).contains(pid)) {
        return;
      }
      Set<Long> moved = new HashSet<>();
      List<Long> tree = new ArrayList<>(List.of(pid));
      for (int i = 0; i < ROUNDS && !tree.isEmpty(); i++) {
        tree.forEach(process -> tryWrite(leaf.resolve(PROCS), Long.toString(process)));
        moved.addAll(tree);
        tree = new ArrayList<>(ProcessTree.descendants(pid));
        tree.removeAll(moved);
      }
    } catch (IOException e) {
      log().debug("no group for {}", component, e);
    }
  }

  private void limit(String component, Path leaf, Limits limits) {
    limits
        .settings()
        .forEach(
            (controller, setting) -> {
              boolean isKept =
                  isOn(own, controller)
                      && isOn(folder, controller)
                      && tryWrite(leaf.resolve(setting.file()), setting.text());
              if (!isKept) {
                log()
                    .warn(
                        "the limit {} of {} is not kept: the controller '{}' cannot be used in {}",
                        setting,
                        component,
                        controller,
                        own);
              }
            });
  }

  /// Switches a controller on for the groups in that one. A group that is not the root of all has
  /// either processes or such groups, so the processes make room first.
  private boolean isOn(Path group, String controller) {
    String wish = "+" + controller;
    return tryWrite(group.resolve(SWITCHES), wish)
        || (group.equals(own) && makeRoom() && tryWrite(group.resolve(SWITCHES), wish));
  }

  /// Moves this process and its children into a group of their own, if nobody else is here.
  private boolean makeRoom() {
    try {
      long self = ProcessHandle.current().pid();
      Set<Long> ours = new HashSet<>(ProcessTree.descendants(self));
      ours.add(self);
      List<Long> here = Files.readAllLines(own.resolve(PROCS)).stream().map(Long::valueOf).toList();
      if (!ours.containsAll(here)) {
        return false;
      }
      Path room = Files.createDirectories(own.resolve("supervisor"));
      here.forEach(process -> tryWrite(room.resolve(PROCS), Long.toString(process)));
      return true;
    } catch (IOException e) {
      log().debug("no room in {}", own, e);
      return false;
    }
  }

  /// Ends all that is left of a component, in one step that nobody can outrun.
  void kill(String component) {
    killAt(folder.resolve(component));
    remove(folder.resolve(component));
  }

  /// Ends all that is left of the node, and removes the group if nothing is.
  void end() {
    killAt(folder);
    remove();
  }

  private void remove() {
    try (DirectoryStream<Path> leaves = Files.newDirectoryStream(folder, Files::isDirectory)) {
      leaves.forEach(NodeGroup::remove);
    } catch (IOException notThere) {
      return;
    }
    remove(folder);
  }

  /// Since Linux 5.14; before, the other ways of ending a tree have to do.
  private static void killAt(Path group) {
    if (Files.exists(group.resolve("cgroup.kill"))) {
      tryWrite(group.resolve("cgroup.kill"), "1");
    }
  }

  private static void remove(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException somethingStillDies) {
      log().debug("cannot remove the group {}", group, somethingStillDies);
    }
  }

  /// Whether the kernel took it.
  private static boolean tryWrite(Path file, String text) {
    try {
      // Neither made nor cut: these are no files.
      Files.writeString(file, text, StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      log().debug("cannot write {} to {}", text, file, e);
      return false;
    }
  }

  private static Logger log() {
    return LoggerFactory.getLogger(NodeGroup.class);
  }
}
