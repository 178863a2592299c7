package io.nodectl.bench;

import java.util.Optional;

/// A figure with what was measured.
///
/// @param ray only where the figure is held against Ray's
record Result(Figure figure, Samples ours, Optional<Samples> ray) {
  /// How our median stands to the two bars.
  enum Verdict {
    AIM,
    REACHED,
    MISSED
  }

  Verdict verdict() {
    double median = ours.median();
    if (median > limit(figure.mustReach())) {
      return Verdict.MISSED;
    }
    return median > limit(figure.aim()) ? Verdict.REACHED : Verdict.AIM;
  }

  /// Our median as a share of Ray's.
  Optional<Double> ratio() {
    return ray.map(theirs -> ours.median() / theirs.median());
  }

  /// A bar in the figure's unit.
  double limit(double bar) {
    return switch (figure.bar()) {
      case OF_RAY -> bar * ray.orElseThrow().median();
      case FIXED -> bar;
    };
  }
}
