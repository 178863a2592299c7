package io.nodectl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineRatioTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void medians_are_compared() {
    assertEquals(2, line(List.of(1.0, 8.0, 900.0), List.of(3.0, 4.0, 5.0)).ratio(), TOLERANCE);
  }

  @Test
  void a_line_may_be_below_rays_median_but_not_below_its_worst_run() {
    assertFalse(line(List.of(3.0), List.of(3.0, 4.0, 5.0)).isBelowRaysWorst());
    assertTrue(line(List.of(2.9), List.of(3.0, 4.0, 5.0)).isBelowRaysWorst());
  }

  @Test
  void half_as_fast_and_twice_as_fast_are_as_fast() {
    List<LineRatio> lines =
        List.of(line(List.of(50.0), List.of(100.0)), line(List.of(2.0), List.of(1.0)));
    assertEquals(1, LineRatio.geometricMean(lines), TOLERANCE);
  }

  private static LineRatio line(List<Double> ours, List<Double> rays) {
    return new LineRatio("1:1 actor calls sync", new Samples(ours), new Samples(rays));
  }
}
