package io.nodectl.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of one node, and the only place that knows the names in it.
///
/// @param path an absolute path; need not exist
public record NodeFolder(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  public NodeName name() {
    return new NodeName(String.valueOf(path.getFileName()));
  }

  /// Held by the supervisor as long as it lives.
  public Path lockFile() {
    return path.resolve("lock");
  }

  /// Held by the guardian until it has swept.
  public Path guardLockFile() {
    return path.resolve("guard.lock");
  }

  /// What the supervisor last wrote about the node: information, not truth.
  public Path stateFile() {
    return path.resolve("state.json");
  }

  /// The node's own token, if it had to make one.
  public Path tokenFile() {
    return path.resolve("token");
  }

  /// The ports that the node had when it was last ready: an object of objects of numbers, by
  /// component and port name.
  public Path lastPortsFile() {
    return path.resolve("ports.json");
  }

  /// What the components of a head keep of their cluster from start to start.
  public Path data() {
    return path.resolve("data");
  }

  /// Moves the data to `data.<UTC time>`, so that the node begins without any.
  void moveDataAside(Instant now) throws ProblemException {
    Path aside = path.resolve("data." + Session.time(now));
    try {
      if (Files.exists(data())) {
        Files.move(data(), aside);
      }
    } catch (IOException e) {
      throw ProblemException.of("move " + data() + " to " + aside, e);
    }
  }

  /// The folder of all sessions of which something is left.
  public Path sessions() {
    return path.resolve("sessions");
  }

  /// The link to the newest session.
  public Path latestSession() {
    return sessions().resolve("latest");
  }

  /// The newest session; empty if there was none.
  Optional<Session> newest() {
    try {
      return Optional.of(new Session(sessions().resolve(Files.readSymbolicLink(latestSession()))));
    } catch (IOException | UnsupportedOperationException noLink) {
      return Optional.empty();
    }
  }

  /// The newest session, also if nobody has come to say so: its supervisor is about to start, or
  /// was killed in the first moments.
  Optional<Session> newestBegun() {
    Optional<Session> latest = newest();
    String[] names = sessions().toFile().list();
    return Stream.of(names == null ? new String[0] : names)
        .filter(name -> Session.begun(name).isPresent())
        .max(Comparator.naturalOrder())
        .filter(name -> latest.map(Session::name).orElse("").compareTo(name) < 0)
        .map(name -> new Session(sessions().resolve(name)))
        .filter(session -> !LastSession.isMarked(session))
        .or(() -> latest);
  }

  Path controlSocket() {
    return path.resolve("control.sock");
  }

  /// Whether a supervisor or a guardian of the node lives, as far as the kernel shows it to us.
  public boolean isHeld() {
    return LockHolder.of(lockFile()).isPresent() || LockHolder.of(guardLockFile()).isPresent();
  }

  /// Waits until neither a supervisor nor a guardian of the node lives: then no process, socket or
  /// lock of it is left.
  ///
  /// @return false if one still lives after that time
  public boolean awaitGone(Duration atMost) throws ProblemException, InterruptedException {
    return NodeEnd.await(this, atMost);
  }

  /// Makes the folder, readable for its owner only.
  void create() throws ProblemException {
    createOwned(path);
  }

  /// Makes a folder that only its owner can read, with all folders above it.
  static void createOwned(Path folder) throws ProblemException {
    try {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw ProblemException.of("create the folder " + folder, e);
      }
    } catch (IOException e) {
      throw ProblemException.of("create the folder " + folder, e);
    }
  }
}
