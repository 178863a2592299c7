package io.nodectl.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds the words that somebody may have meant who typed another one.
final class NearMisses {
  private static final int MOST_SHOWN = 3;
  private static final int LONG_WORD = 6;

  private NearMisses() {}

  /// The nearest words, best first; empty if none is near.
  static List<String> of(String typed, Collection<String> words) {
    int tolerance = typed.replace("-", "").length() < LONG_WORD ? 1 : 2;
    return words.stream()
        .filter(word -> isBeginning(typed, word) || distance(typed, word) <= tolerance)
        .sorted(Comparator.comparingInt((String word) -> distance(typed, word)))
        .limit(MOST_SHOWN)
        .toList();
  }

  private static boolean isBeginning(String typed, String word) {
    String letters = typed.replace("-", "");
    return letters.length() > 1 && word.startsWith(typed);
  }

  /// How many letters must be added, removed, replaced or swapped with their neighbour (optimal
  /// string alignment distance).
  static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  // Five parameters: the table, and where in it.
  private static int cheapest(int[][] cost, String one, String other, int i, int j) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int best =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
