package io.nodectl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether this process may make groups of processes of its own (cgroups(7), version 2), and what
/// is missing if it may not. Nothing of nodectl needs them; with them a node's end is one write,
/// and limits of the launch plan are kept by the kernel.
///
/// @param folder the group of this process, in which others may be made; empty if they may not
/// @param controllers those that could be switched on for them, such as `memory`
/// @param missing what keeps groups or limits from working, a sentence each
public record CgroupRights(Optional<Path> folder, List<String> controllers, List<String> missing) {
  /// What limits of a launch plan need.
  private static final List<String> WANTED = List.of("memory", "cpu");

  private static final String HOW =
      "run it as a systemd unit with Delegate=yes, or in a container with a cgroup of its own";

  public CgroupRights {
    controllers = List.copyOf(controllers);
    missing = List.copyOf(missing);
  }

  /// What was found on this machine.
  ///
  /// @param folder the group of this process; empty if there is no version 2
  /// @param isWritable whether this process may make others in it
  /// @param isManaged whether systemd runs this machine
  /// @param isDelegated whether systemd has left this group to us
  /// @param controllers of the group
  record Facts(
      Optional<Path> folder,
      boolean isWritable,
      boolean isManaged,
      boolean isDelegated,
      List<String> controllers) {}

  /// Looks at this machine.
  public static CgroupRights look() {
    Optional<Path> folder =
        CgroupPlace.find(text(Path.of("/proc/self/cgroup")), text(Path.of("/proc/self/mountinfo")));
    return judge(
        new Facts(
            folder,
            folder.map(own -> Files.isWritable(own.resolve("cgroup.procs"))).orElse(false),
            Files.isDirectory(Path.of("/run/systemd/system")),
            folder.map(CgroupRights::isDelegated).orElse(false),
            folder.map(own -> words(text(own.resolve("cgroup.controllers")))).orElse(List.of())));
  }

  /// The decision alone.
  static CgroupRights judge(Facts facts) {
    if (facts.folder().isEmpty()) {
      return none("no cgroup of version 2 is mounted");
    }
    Path own = facts.folder().get();
    if (!facts.isWritable()) {
      return none("the group %s belongs to somebody else: %s".formatted(own, HOW));
    }
    if (facts.isManaged() && !facts.isDelegated()) {
      return none("systemd has not delegated the group %s: %s".formatted(own, HOW));
    }
    List<String> missing = new ArrayList<>();
    for (String wanted : WANTED) {
      if (!facts.controllers().contains(wanted)) {
        missing.add(
            "the controller '%s' is not delegated to the group %s, so limits of it are not kept"
                .formatted(wanted, own));
      }
    }
    return new CgroupRights(facts.folder(), facts.controllers(), missing);
  }

  private static CgroupRights none(String why) {
    return new CgroupRights(Optional.empty(), List.of(), List.of(why));
  }

  /// systemd.resource-control(5), Delegate=: marked so since version 251.
  private static boolean isDelegated(Path folder) {
    try {
      byte[] mark = (byte[]) Files.getAttribute(folder, "user:delegate");
      return new String(mark, StandardCharsets.US_ASCII).startsWith("1");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException noMark) {
      return false;
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" ", -1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException notThere) {
      return "";
    }
  }
}
