package io.nodectl.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// What somebody may have meant who wrote a name that nobody knows.
final class Similar {
  /// More changed letters are no slip of the hand.
  private static final int CLOSE = 2;

  private Similar() {}

  /// Says that a field is not known, with the one that was probably meant, or all that are known.
  static String unknown(String name, Collection<String> known) {
    List<String> close =
        known.stream()
            .filter(each -> distance(name, each) <= CLOSE)
            .sorted(Comparator.comparingInt(each -> distance(name, each)))
            .toList();
    return close.isEmpty()
        ? "%s: there is no such field; there are %s"
            .formatted(name, String.join(", ", new TreeSet<>(known)))
        : "%s: there is no such field; did you mean %s?".formatted(name, close.getFirst());
  }

  /// How many letters are to be changed, put in or left out (Levenshtein).
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
