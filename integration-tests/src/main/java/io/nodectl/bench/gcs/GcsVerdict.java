package io.nodectl.bench.gcs;

/// How one of ours stands to a bar.
///
/// @param reached so many times as good as who it is held against, or the value in the figure's
// unit
record GcsVerdict(GcsFigure figure, GcsFigure.Bar bar, double reached) {

  /// Whether it is at least so good.
  private boolean isAtLeast(double wanted) {
    return switch (bar) {
      case GcsFigure.OfRay _ -> reached >= wanted;
      case GcsFigure.Fixed _ ->
          figure.unit().moreIsBetter() ? reached >= wanted : reached <= wanted;
    };
  }

  private double mustReach() {
    return switch (bar) {
      case GcsFigure.OfRay(_, _, double must, _) -> must;
      case GcsFigure.Fixed(_, double must, _) -> must;
    };
  }

  private double aim() {
    return switch (bar) {
      case GcsFigure.OfRay(_, _, _, double aim) -> aim;
      case GcsFigure.Fixed(_, _, double aim) -> aim;
    };
  }

  /// Whether what must be reached is not.
  boolean isMissed() {
    return !isAtLeast(mustReach());
  }

  @Override
  public String toString() {
    String word = isMissed() ? "MISSED" : isAtLeast(aim()) ? "aim reached" : "reached";
    return switch (bar) {
      case GcsFigure.OfRay(_, GcsKind theirs, _, _) ->
          "%.2f x %s (must %.2f, aim %.2f): %s"
              .formatted(reached, theirs.label(), mustReach(), aim(), word);
      case GcsFigure.Fixed _ -> "must %.2f, aim %.2f: %s".formatted(mustReach(), aim(), word);
    };
  }
}
