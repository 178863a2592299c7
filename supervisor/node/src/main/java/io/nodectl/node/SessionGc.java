package io.nodectl.node;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Removes sessions of one node by a rule. Nothing else in the node's folder is touched, and no
/// link is followed.
///
/// What goes is first given another name, while nobody can start the node, and then removed, which
/// may take long.
public final class SessionGc {
  private static final String GOING = ".removing-";

  private final NodeFolder node;
  private final SessionRule rule;

  public SessionGc(NodeFolder node, SessionRule rule) {
    this.node = node;
    this.rule = rule;
  }

  /// What was done, or would be.
  ///
  /// @param removed the sessions that go
  /// @param kept how many stay
  public record Result(List<SessionRule.Candidate> removed, int kept) {}

  /// What would be removed now.
  public Result plan() throws ProblemException {
    return decide(sizes(), inUse());
  }

  /// Removes sessions; for any process but the node's own.
  public Result collect() throws ProblemException {
    List<SessionRule.Candidate> found = sizes();
    Result result;
    // The locks are the truth: with both of them in hand nobody begins to use a session.
    try (NodeLock guard = NodeLock.tryTake(node.guardLockFile()).orElse(null);
        NodeLock lock = NodeLock.tryTake(node.lockFile()).orElse(null)) {
      boolean alive = guard == null || lock == null;
      result = putAway(found, alive ? usedByTheLiving(found) : Set.of());
    }
    removeAllThatGoes();
    return result;
  }

  /// The same for the supervisor of the node, which must not open the lock files again: it would
  /// lose its lock.
  Result collectBeside(Session own) throws ProblemException {
    List<SessionRule.Candidate> found = sizes();
    Result result = putAway(found, notOlderThan(String.valueOf(own.folder().getFileName()), found));
    removeAllThatGoes();
    return result;
  }

  private Result putAway(List<SessionRule.Candidate> found, Set<String> inUse)
      throws ProblemException {
    Result result = decide(found, inUse);
    for (SessionRule.Candidate each : result.removed()) {
      putAway(node.sessions().resolve(each.name()));
    }
    return result;
  }

  private static void putAway(Path folder) throws ProblemException {
    try {
      Files.move(folder, folder.resolveSibling(GOING + folder.getFileName()));
    } catch (NoSuchFileException e) {
      return; // Somebody else was quicker.
    } catch (IOException e) {
      throw ProblemException.of("remove " + folder, e);
    }
  }

  private Result decide(List<SessionRule.Candidate> found, Set<String> inUse) {
    List<SessionRule.Candidate> marked = new ArrayList<>();
    for (SessionRule.Candidate each : found) {
      marked.add(
          new SessionRule.Candidate(
              each.name(), each.begun(), each.bytes(), inUse.contains(each.name())));
    }
    List<SessionRule.Candidate> surplus = rule.surplus(marked, Instant.now());
    return new Result(surplus, marked.size() - surplus.size());
  }

  private Set<String> inUse() throws ProblemException {
    boolean alive;
    try (NodeLock guard = NodeLock.tryTake(node.guardLockFile()).orElse(null);
        NodeLock lock = NodeLock.tryTake(node.lockFile()).orElse(null)) {
      alive = guard == null || lock == null;
    }
    return alive ? usedByTheLiving(sizes()) : Set.of();
  }

  /// The session of a node that lives is the newest one, or newer than that: one that was made by a
  /// start that is not yet over.
  private Set<String> usedByTheLiving(List<SessionRule.Candidate> found) {
    try {
      Path latest = Files.readSymbolicLink(node.latestSession());
      return notOlderThan(String.valueOf(latest.getFileName()), found);
    } catch (IOException e) {
      return found.stream().map(SessionRule.Candidate::name).collect(Collectors.toSet());
    }
  }

  private static Set<String> notOlderThan(String name, List<SessionRule.Candidate> found) {
    Optional<Instant> begun = Session.begun(name);
    return found.stream()
        .filter(each -> begun.isEmpty() || !each.begun().isBefore(begun.get()))
        .map(SessionRule.Candidate::name)
        .collect(Collectors.toSet());
  }

  private List<SessionRule.Candidate> sizes() throws ProblemException {
    List<SessionRule.Candidate> found = new ArrayList<>();
    for (Path folder : entries()) {
      String name = String.valueOf(folder.getFileName());
      Optional<Instant> begun = Session.begun(name);
      if (begun.isPresent() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        found.add(new SessionRule.Candidate(name, begun.get(), size(folder), false));
      }
    }
    return found;
  }

  private void removeAllThatGoes() throws ProblemException {
    for (Path folder : entries()) {
      String name = String.valueOf(folder.getFileName());
      boolean going = name.startsWith(GOING);
      if (going && Session.begun(name.substring(GOING.length())).isPresent()) {
        remove(folder);
      }
    }
  }

  private List<Path> entries() throws ProblemException {
    Path sessions = node.sessions();
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(sessions)) {
      all.forEach(entries::add);
    } catch (NoSuchFileException e) {
      return entries;
    } catch (DirectoryIteratorException e) {
      throw ProblemException.of(
          "read the folder " + sessions, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw ProblemException.of("read the folder " + sessions, e);
    }
    return entries;
  }

  private static long size(Path folder) throws ProblemException {
    long[] bytes = {0};
    walk(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            bytes[0] += facts.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  private static void remove(Path folder) throws ProblemException {
    walk(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void walk(Path folder, SimpleFileVisitor<Path> visitor) throws ProblemException {
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw ProblemException.of("remove " + folder, e);
    }
  }
}
