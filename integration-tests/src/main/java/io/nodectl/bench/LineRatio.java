package io.nodectl.bench;

import java.util.List;

/// One line of `ray microbenchmark`, on a GCS of ours and on Ray's own.
///
/// @param ours calls in a second, run by run
/// @param rays the same for Ray's own
record LineRatio(String line, Samples ours, Samples rays) {
  /// Ours to Ray's: above 1 if ours is faster.
  double ratio() {
    return ours.median() / rays.median();
  }

  /// Whether ours is slower than Ray's own was at its worst.
  boolean isBelowRaysWorst() {
    return ours.median() < rays.least();
  }

  /// The mean of the ratios that no line with many calls rules.
  ///
  /// @param lines at least one
  static double geometricMean(List<LineRatio> lines) {
    return Math.exp(
        lines.stream().mapToDouble(line -> Math.log(line.ratio())).average().orElseThrow());
  }
}
