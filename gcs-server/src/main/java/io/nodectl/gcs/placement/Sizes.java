package io.nodectl.gcs.placement;

import io.nodectl.gcs.resources.Resources;
import java.util.Comparator;
import java.util.List;

/// Which bundles are the hardest to place.
final class Sizes {

  private static final Comparator<Wish.Part> SIZE =
      Comparator.comparing((Wish.Part part) -> part.selector().getLabelConstraintsCount() > 0)
          .thenComparingLong(part -> part.amount().amount("GPU"))
          .thenComparingInt(part -> kinds(part.amount()))
          .thenComparingLong(part -> part.amount().amount("CPU"))
          .thenComparingLong(part -> part.amount().amount("memory"));

  private Sizes() {}

  static List<Wish.Part> largestFirst(List<Wish.Part> parts) {
    return parts.stream().sorted(SIZE.reversed().thenComparingInt(Wish.Part::index)).toList();
  }

  private static int kinds(Resources amount) {
    return amount.tenThousandths().size();
  }
}
