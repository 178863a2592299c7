package io.nodectl.cli;

import io.nodectl.node.CalledAs;
import io.nodectl.node.Leftovers;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeRecord;
import io.nodectl.node.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks at the folder of all nodes, and at what is left there of those that were.
final class RootCheck {
  private static final long MIB = 1024 * 1024;
  private static final long LITTLE_SPACE = 1024 * MIB;
  private static final long NO_SPACE = 100 * MIB;

  private RootCheck() {}

  /// Whether nodes can live there, and nobody else can get at them.
  static Finding permissions(Path root, String user) {
    try {
      PosixFileAttributes found =
          Files.readAttributes(root, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String owner = found.owner().getName();
      Set<PosixFilePermission> permissions = found.permissions();
      if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
          || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
        return Finding.bad(
            "root",
            "others may write in %s, and so replace nodes".formatted(root),
            "Take that from them: chmod go-w " + CalledAs.shellQuoted(root.toString()) + ".");
      }
      return Files.isWritable(root)
          ? Finding.ok("root", "%s belongs to %s".formatted(root, owner))
          : Finding.bad(
              "root",
              "%s belongs to %s, and %s may not write there".formatted(root, owner, user),
              "Run nodectl as that user, or choose another folder with NODECTL_ROOT.");
    } catch (IOException notThere) {
      return Finding.ok("root", root + " is not there; the first start makes it");
    }
  }

  /// The space left for sessions, logs and stores.
  static Finding disk(Path root) {
    Path there = root;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return disk(root, Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return Finding.warn("disk", "nobody can tell how full it is: " + e, "");
    }
  }

  static Finding disk(Path root, long free) {
    String text = "%d MiB are free for %s".formatted(free / MIB, root);
    String advice = "Make space: 'nodectl gc' removes old sessions.";
    if (free < NO_SPACE) {
      return Finding.bad("disk", text, advice);
    }
    return free < LITTLE_SPACE ? Finding.warn("disk", text, advice) : Finding.ok("disk", text);
  }

  /// Records that cannot be read.
  static List<Finding> records(List<NodeFolder> nodes) {
    List<Finding> found = new ArrayList<>();
    for (NodeFolder node : nodes) {
      try {
        NodeRecord.read(node);
      } catch (ProblemException e) {
        found.add(Finding.bad("state", "node '%s': %s".formatted(node.name(), e.getMessage()), ""));
      }
    }
    return found.isEmpty()
        ? List.of(Finding.ok("state", "%d records of nodes, all whole".formatted(nodes.size())))
        : found;
  }

  /// When the newest record was written.
  static Instant newest(List<NodeFolder> nodes) {
    Instant newest = Instant.EPOCH;
    for (NodeFolder node : nodes) {
      try {
        Instant written = Files.getLastModifiedTime(node.stateFile()).toInstant();
        newest = written.isAfter(newest) ? written : newest;
      } catch (IOException notThere) {
        // Then it says nothing of the clock.
      }
    }
    return newest;
  }

  /// Processes of sessions that have crashed.
  ///
  /// @param fix whether to end them
  static List<Finding> leftovers(List<NodeFolder> nodes, boolean fix) {
    List<Finding> found = new ArrayList<>();
    for (NodeFolder node : nodes) {
      try {
        Leftovers leftovers = new Leftovers(node);
        for (Leftovers.Leftover each : fix ? leftovers.end() : leftovers.find()) {
          found.add(leftover(node, each, fix));
        }
      } catch (ProblemException e) {
        found.add(Finding.warn("leftovers", String.valueOf(e.getMessage()), ""));
      }
    }
    return found.isEmpty()
        ? List.of(Finding.ok("leftovers", "nothing is left of crashed sessions"))
        : found;
  }

  private static Finding leftover(NodeFolder node, Leftovers.Leftover left, boolean fixed) {
    return fixed
        ? Finding.ok("leftovers", "ended %s of node '%s'".formatted(left.describe(), node.name()))
        : Finding.bad(
            "leftovers",
            "%s of node '%s' has outlived its session %s"
                .formatted(left.describe(), node.name(), left.session()),
            "The next start of that node ends it, or now: nodectl doctor --fix.");
  }
}
