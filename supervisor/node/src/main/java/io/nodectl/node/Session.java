package io.nodectl.node;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What one start of a node leaves on disk: its logs and its start trace.
///
/// @param folder `<node>/sessions/<UTC time>-<pid of the command that started it>`
public record Session(Path folder) {
  /// Names the session folder in the environment of every process of the node.
  public static final String VARIABLE = "NODECTL_SESSION";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  /// A session that does not exist yet.
  static Session plan(NodeFolder node, Instant now, long pid) {
    return new Session(node.sessions().resolve(time(now) + "-" + pid));
  }

  /// A time as it stands in names of files and folders.
  static String time(Instant now) {
    return TIME.format(now);
  }

  /// When the session of that name was begun; empty if no session has such a name.
  static Optional<Instant> begun(String name) {
    int end = name.lastIndexOf('-');
    if (end < 0 || name.chars().skip(end + 1L).anyMatch(c -> c < '0' || c > '9')) {
      return Optional.empty();
    }
    try {
      return Optional.of(TIME.parse(name.substring(0, end), Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// The name of its folder. Names sort by time.
  String name() {
    return String.valueOf(folder.getFileName());
  }

  /// The node that this session is of.
  NodeFolder node() {
    Path sessions = folder.getParent();
    Path node = sessions == null ? null : sessions.getParent();
    if (node == null) {
      throw new InvalidInput(folder + " is not <node>/sessions/<session>");
    }
    return new NodeFolder(node);
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /// The log file of a component, of the `supervisor` or of the `guardian`.
  public Path log(String component) {
    return logs().resolve(component + ".log");
  }

  /// What happened when during the start.
  public Path startTrace() {
    return folder.resolve("start-trace.json");
  }

  /// What happened to the node, and why: one JSON object per line.
  public Path journal() {
    return folder.resolve("events.jsonl");
  }

  /// What happened when during each restart of a component, one JSON object in each line.
  public Path restartTrace() {
    return folder.resolve("restart-trace.jsonl");
  }

  void create() throws ProblemException {
    NodeFolder.createOwned(node().sessions());
    NodeFolder.createOwned(folder);
    NodeFolder.createOwned(logs());
  }

  /// Makes the folder again if somebody has deleted it while the node runs.
  void createIfGone() throws ProblemException {
    if (!Files.isDirectory(logs())) {
      create();
    }
  }

  /// Makes `sessions/latest` point here.
  void becomeLatest() throws ProblemException {
    Path link = node().latestSession();
    Path fresh = link.resolveSibling(".latest-" + folder.getFileName());
    try {
      Files.deleteIfExists(fresh);
      Files.createSymbolicLink(fresh, Path.of(String.valueOf(folder.getFileName())));
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw ProblemException.of("keep nodes on a file system without atomic rename: " + link, e);
    } catch (IOException e) {
      throw ProblemException.of("make the link " + link, e);
    }
  }
}
