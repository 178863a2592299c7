package io.nodectl.bench.gcs;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads from the internal key-value store, and writes that are acknowledged.
///
/// @param seconds of each measurement, after all of them were done once to warm up
public record KvTrial(int seconds) implements GcsTrial {
  private static final int VALUE_BYTES = 1000;

  private record Work(GcsFigure figure, boolean writes, int clients) {}

  private static final List<Work> WORK =
      List.of(
          new Work(GcsFigure.GET_1, false, 1),
          new Work(GcsFigure.GET_64, false, 64),
          new Work(GcsFigure.PUT_1, true, 1),
          new Work(GcsFigure.PUT_64, true, 64));

  @Override
  public String word() {
    return "kv";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.allOf(GcsKind.class);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into)
      throws IOException, InterruptedException {
    for (Work work : WORK) {
      KvLoad.Outcome _ = play(server, work);
    }
    for (Work work : WORK) {
      into.add(work.figure(), server.kind(), play(server, work).perSecond());
    }
  }

  private KvLoad.Outcome play(GcsProcess server, Work work)
      throws IOException, InterruptedException {
    try (KvLoad load = new KvLoad(server.port(), work.clients(), VALUE_BYTES)) {
      return load.run(work.writes(), seconds);
    }
  }
}
