package io.nodectl.bench;

import java.util.Arrays;
import java.util.Optional;

/// What is measured, and what it is held against: Ray's own figure of the same run, or a fixed
/// limit.
enum Figure {
  START_HEAD(
      "start-head", "start --head until it returns", Unit.SECONDS, Bar.OF_RAY, 1 / 3.0, 1 / 5.0),
  START_ADDRESS("start-address", "start --address", Unit.SECONDS, Bar.OF_RAY, 1 / 3.0, 1 / 6.0),
  STOP("stop", "stop", Unit.SECONDS, Bar.OF_RAY, 1 / 8.0, 1 / 15.0),
  MEMORY("memory", "idle head, PSS of all processes", Unit.MEGABYTES, Bar.OF_RAY, 3 / 4.0, 1 / 2.0),
  STATUS("status", "status (Ray: ray status)", Unit.SECONDS, Bar.OF_RAY, 1 / 3.0, 1 / 6.0),
  NODES("nodes", "nodes (Ray: ray status)", Unit.SECONDS, Bar.OF_RAY, 1 / 3.0, 1 / 6.0),
  WIRE("wire", "bind to dependents wired", Unit.MILLISECONDS, Bar.FIXED, 10, 3),
  DEATH("death", "child's death to the error on the screen", Unit.MILLISECONDS, Bar.FIXED, 200, 50),
  RESTART("restart", "killed to ready again, first start = 1", Unit.TIMES, Bar.FIXED, 1.5, 1),
  DECISION("decision", "death to the decision to restart", Unit.MILLISECONDS, Bar.FIXED, 50, 10),
  IDLE("idle", "idle supervisor over 60 s, of a core", Unit.PERCENT, Bar.FIXED, 0.2, 0.05),
  LOG_PATH("log-path", "log path, share of its time limit", Unit.TIMES, Bar.FIXED, 1, 1 / 2.0);

  /// How a figure is written; samples are kept in it.
  enum Unit {
    SECONDS("s"),
    MILLISECONDS("ms"),
    MEGABYTES("MB"),
    TIMES("x"),
    PERCENT("%");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  /// What the two bars are.
  enum Bar {
    /// Shares of Ray's median of the same run.
    OF_RAY,
    /// Fixed limits in the figure's unit.
    FIXED
  }

  private final String word;
  private final String title;
  private final Unit unit;
  private final Bar bar;
  private final double mustReach;
  private final double aim;

  // Six parameters: a row of the table in the code that defines it.
  Figure(String word, String title, Unit unit, Bar bar, double mustReach, double aim) {
    this.word = word;
    this.title = title;
    this.unit = unit;
    this.bar = bar;
    this.mustReach = mustReach;
    this.aim = aim;
  }

  /// The name on the command line and in JSON.
  String word() {
    return word;
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  Bar bar() {
    return bar;
  }

  double mustReach() {
    return mustReach;
  }

  double aim() {
    return aim;
  }

  /// The one of that name.
  static Optional<Figure> named(String word) {
    return Arrays.stream(values()).filter(figure -> figure.word.equals(word)).findFirst();
  }
}
