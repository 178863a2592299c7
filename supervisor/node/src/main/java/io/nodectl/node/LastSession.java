package io.nodectl.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
