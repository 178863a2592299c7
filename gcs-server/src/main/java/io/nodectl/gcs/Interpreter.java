package io.nodectl.gcs;

import io.nodectl.gcs.cluster.RayRelease;
import io.nodectl.gcs.python.AskedInterpreter;
import io.nodectl.gcs.python.PythonSearch;
import io.nodectl.gcs.python.PythonVersion;
import io.nodectl.gcs.python.PythonWish;
import io.nodectl.handshake.Parent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out, beside a start and not on its path, which Python this cluster's programs have, and
/// tells the cluster, the parent and the log. It is done at each start: an interpreter may have
/// been replaced since the last one.
///
/// @param path the variable PATH
record Interpreter(Parent parent, GcsServer server, PythonWish wish, String path) {

  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

  /// Begins; returns at once.
  void find() {
    Thread.ofPlatform().name("python").daemon().start(this::findNow);
  }

  private void findNow() {
    try {
      PythonVersion found = PythonVersion.find(wish, PythonSearch.in(path), new AskedInterpreter());
      var _ = server.speakTo(found.version()).thenRun(() -> tell(found));
    } catch (InterruptedException _) {
      // Nobody does that to this thread; if somebody did, he wants an end.
      Thread.currentThread().interrupt();
    }
  }

  private void tell(PythonVersion found) {
    String words =
        found.isKnown()
            ? "for Ray %s, Python %s (%s)"
                .formatted(RayRelease.VERSION, found.version(), found.source())
            : "Python's version is not known (%s), so Ray's programs will not join: give --ray-python"
                .formatted(found.source());
    parent.status(words);
    LOG.info("{}", words);
  }
}
