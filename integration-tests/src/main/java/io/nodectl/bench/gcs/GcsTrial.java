package io.nodectl.bench.gcs;

import java.io.IOException;
import java.util.Set;

/// Something that is done to control planes to measure them.
public interface GcsTrial {

  /// Its name on the command line.
  String word();

  /// Whom it is done to; each of them gets a new process in each run.
  Set<GcsKind> kinds();

  /// Does it to one of them, which serves and has seen nothing yet.
  ///
  /// @param into gets what was measured
  void measure(GcsProcess server, GcsMeasurements into) throws IOException, InterruptedException;
}
