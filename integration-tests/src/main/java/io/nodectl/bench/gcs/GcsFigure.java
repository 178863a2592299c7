package io.nodectl.bench.gcs;

import static io.nodectl.bench.gcs.GcsKind.OURS_REDIS;
import static io.nodectl.bench.gcs.GcsKind.OURS_SQLITE;
import static io.nodectl.bench.gcs.GcsKind.RAY_MEMORY;
import static io.nodectl.bench.gcs.GcsKind.RAY_REDIS;

import java.util.List;

/// What is measured of control planes, and what of ours is held against what.
public enum GcsFigure {
  GET_1("get, 1 client", Unit.PER_SECOND, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2)),
  GET_64("get, 64 clients", Unit.PER_SECOND, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2)),
  PUT_1(
      "durable put, 1 client",
      Unit.PER_SECOND,
      new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2),
      new OfRay(OURS_SQLITE, RAY_REDIS, 1.5, 3)),
  PUT_64(
      "durable put, 64 clients",
      Unit.PER_SECOND,
      new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2),
      new OfRay(OURS_SQLITE, RAY_REDIS, 1.5, 3),
      new OfRay(OURS_REDIS, RAY_REDIS, 1, 2)),
  LIST_NODES("list of 2000 nodes", Unit.PER_SECOND, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2)),
  REGISTER_NODE(
      "registrations, 2000 nodes", Unit.PER_SECOND, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2)),
  MAKE_ACTOR("actors made", Unit.PER_SECOND, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 3)),
  PUBLISH("publication to 1000, p99", Unit.MILLISECONDS, new OfRay(OURS_SQLITE, RAY_MEMORY, 1, 2)),
  RESTART(
      "restart, 112000 rows",
      Unit.SECONDS,
      new Fixed(OURS_SQLITE, 3, 1),
      new Fixed(OURS_REDIS, 3, 1)),
  IDLE_MEMORY("idle, PSS", Unit.MEGABYTES, new Fixed(OURS_SQLITE, 80, 60)),
  CROWD_JOINS("crowd, until all have joined", Unit.SECONDS),
  CROWD_DEAD("crowd, living nodes declared dead", Unit.NODES, new Fixed(OURS_SQLITE, 0, 0)),
  CROWD_STREAMS("crowd, streams ended", Unit.NODES, new Fixed(OURS_SQLITE, 0, 0)),
  CROWD_CPU("crowd, CPU", Unit.CORES, new Fixed(OURS_SQLITE, Double.POSITIVE_INFINITY, 1)),
  CROWD_MEMORY(
      "crowd, most PSS", Unit.MEGABYTES, new Fixed(OURS_SQLITE, Double.POSITIVE_INFINITY, 1000));

  /// How a figure is written, and which of two is better.
  enum Unit {
    PER_SECOND("/s", true),
    SECONDS("s", false),
    MILLISECONDS("ms", false),
    MICROSECONDS("us", false),
    MEGABYTES("MB", false),
    CORES("cores", false),
    NODES("nodes", false);

    private final String symbol;
    private final boolean moreIsBetter;

    Unit(String symbol, boolean moreIsBetter) {
      this.symbol = symbol;
      this.moreIsBetter = moreIsBetter;
    }

    String symbol() {
      return symbol;
    }

    boolean moreIsBetter() {
      return moreIsBetter;
    }
  }

  /// What one of ours has to reach.
  sealed interface Bar {
    /// Whom it is about.
    GcsKind ours();
  }

  /// So many times as good as one of Ray's, in the same run.
  record OfRay(GcsKind ours, GcsKind theirs, double mustReach, double aim) implements Bar {}

  /// A limit in the figure's unit.
  record Fixed(GcsKind ours, double mustReach, double aim) implements Bar {}

  private final String title;
  private final Unit unit;

  /// Records in a list that nobody can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Bar> bars;

  GcsFigure(String title, Unit unit, Bar... bars) {
    this.title = title;
    this.unit = unit;
    this.bars = List.of(bars);
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  List<Bar> bars() {
    return bars;
  }
}
