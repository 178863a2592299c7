package io.nodectl.bench.gcs;

import io.nodectl.load.Publications;
import java.util.EnumSet;
import java.util.Set;

/// Lines of a log, each for 1000 subscribers.
public record PublicationTrial() implements GcsTrial {
  private static final int SUBSCRIBERS = 1000;
  private static final int LINES = 150;

  @Override
  public String word() {
    return "publish";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE, GcsKind.RAY_MEMORY);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into) throws InterruptedException {
    try (Publications lines = new Publications(server.port(), SUBSCRIBERS)) {
      var _ = lines.run(LINES);
      into.add(GcsFigure.PUBLISH, server.kind(), lines.run(LINES).p99());
    }
  }
}
