package io.nodectl.process;

import io.nodectl.spawn.ProcessTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sockets that a process and its descendants hold, looked up only as far as needed: most ports
/// are held by the process itself.
final class TreeSockets {
  private final long root;
  private final Set<Long> inodes = new HashSet<>();
  private boolean rootDone;
  private boolean allDone;
  private boolean hidden;

  TreeSockets(long root) {
    this.root = root;
  }

  boolean hold(long inode) {
    if (!rootDone) {
      rootDone = true;
      add(root);
    }
    if (!inodes.contains(inode) && !allDone) {
      allDone = true;
      List<Long> descendants = ProcessTree.descendants(root);
      for (long descendant : descendants) {
        add(descendant);
      }
    }
    return inodes.contains(inode);
  }

  /// Whether some process of the tree could not be looked into.
  boolean isPartlyHidden() {
    return hidden;
  }

  private void add(long pid) {
    Optional<Set<Long>> held = ProcessTree.socketInodes(pid);
    if (held.isPresent()) {
      inodes.addAll(held.get());
    } else {
      hidden = true;
    }
  }
}
