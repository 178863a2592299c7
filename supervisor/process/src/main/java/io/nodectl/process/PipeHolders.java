package io.nodectl.process;

import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Who still holds an end of a dead child's pipe.
final class PipeHolders {
  private PipeHolders() {}

  /// What a dead child leaves behind is adopted by this process, so it is looked for there.
  ///
  /// @return each as `pid 812 (name)`
  static List<String> of(long inode) {
    List<String> holders = new ArrayList<>();
    for (ProcessIdentity orphan : ProcessTree.adopted(Set.of())) {
      addIfHolder(orphan.pid(), inode, holders);
      for (long descendant : ProcessTree.descendants(orphan.pid())) {
        addIfHolder(descendant, inode, holders);
      }
    }
    return holders;
  }

  private static void addIfHolder(long pid, long inode, List<String> holders) {
    if (ProcessTree.pipeInodes(pid).orElse(Set.of()).contains(inode)) {
      holders.add("pid " + pid + " (" + ProcessTree.nameOf(pid).orElse("?") + ")");
    }
  }
}
