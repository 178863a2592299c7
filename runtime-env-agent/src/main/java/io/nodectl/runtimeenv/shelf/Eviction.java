package io.nodectl.runtimeenv.shelf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Decides what goes when there is too much.
final class Eviction {
  private Eviction() {}

  /// A thing that nobody uses.
  ///
  /// @param lastUsed a time that only grows
  record Unused(String uri, long bytes, long lastUsed) {}

  /// The things to remove, the longest unused first, so that what is left has no more than `most`
  /// bytes; all of them if even that is not enough.
  ///
  /// @param total bytes of all things, used ones too
  static List<String> victims(List<Unused> unused, long total, long most) {
    List<Unused> oldestFirst = new ArrayList<>(unused);
    oldestFirst.sort(Comparator.comparingLong(Unused::lastUsed));
    List<String> victims = new ArrayList<>();
    long left = total;
    for (Unused each : oldestFirst) {
      if (left <= most) {
        break;
      }
      victims.add(each.uri());
      left -= each.bytes();
    }
    return victims;
  }
}
