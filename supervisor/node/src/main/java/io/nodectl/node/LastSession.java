package io.nodectl.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Whether the last session of a node ended in an orderly way: its folder says so in a file that is
/// made when nothing of it is left, so that a session that was killed lacks it.
final class LastSession {
  private static final String MARK = "ended";

  private LastSession() {}

  /// Whether nothing can be left over. To be asked before a new session becomes the latest.
  static boolean endedWell(NodeFolder node) {
    Path latest = node.latestSession();
    // A link to a folder that was removed says nothing about who lived in it.
    return !Files.exists(latest, LinkOption.NOFOLLOW_LINKS) || Files.exists(latest.resolve(MARK));
  }

  /// Whether that session has said that nothing of it is left.
  static boolean isMarked(Session session) {
    return Files.exists(session.folder().resolve(MARK));
  }

  /// Nothing is left of a session whose supervisor was killed. If that was before it could become
  /// the latest, it becomes that now, so that nobody takes the one before for it; what that one may
  /// have left is still to be looked for then.
  static void killed(Session session) {
    NodeFolder node = session.node();
    boolean early = !node.newest().map(Session::name).equals(Optional.of(session.name()));
    boolean wasClean = !early || endedWell(node);
    if (early && LockHolder.of(node.lockFile()).isEmpty()) {
      try {
        session.becomeLatest();
      } catch (ProblemException e) {
        LoggerFactory.getLogger(LastSession.class).debug("{}", e.getMessage());
      }
    }
    if (wasClean) {
      ended(session);
    }
  }

  /// Nothing of that session is left.
  static void ended(Session session) {
    try {
      Files.createFile(session.folder().resolve(MARK));
    } catch (FileAlreadyExistsException saidBefore) {
      // The supervisor says it, then its guardian.
    } catch (IOException e) {
      // The next start looks for leftovers, and finds none.
      LoggerFactory.getLogger(LastSession.class)
          .debug("cannot mark the end of {}", session.folder(), e);
    }
  }
}
