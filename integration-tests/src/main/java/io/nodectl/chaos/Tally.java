package io.nodectl.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What came of all rounds.
public final class Tally {
  private final List<Long> comebacks = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private int missed;

  Tally() {}

  void add(String round, Aftermath aftermath, List<String> found) {
    switch (aftermath) {
      case Aftermath.ReadyAgain(long millis) -> comebacks.add(millis);
      case Aftermath.Gone(long millis) -> ends.add(millis);
      case Aftermath.Stuck(String what) -> findings.add(round + ": stuck: " + what);
    }
    found.forEach(finding -> findings.add(round + ": " + finding));
  }

  void finding(String text) {
    findings.add(text);
  }

  /// The process that was to be killed was not there at that moment.
  void missed() {
    missed++;
  }

  /// What must never be, but was; empty if all is well.
  public List<String> findings() {
    return List.copyOf(findings);
  }

  /// Lines for people.
  Stream<String> lines(long keys) {
    return Stream.concat(
        Stream.of(
            "ready again  " + spread(comebacks),
            "gone         " + spread(ends),
            "not hit      " + missed + " (the process was not there at that moment)",
            "acknowledged " + keys + " keys",
            findings.isEmpty() ? "nothing wrong" : findings.size() + " findings:"),
        findings.stream().map(finding -> "  " + finding));
  }

  private static String spread(List<Long> millis) {
    if (millis.isEmpty()) {
      return "0 times";
    }
    List<Long> sorted = millis.stream().sorted().toList();
    return "%d times, median %d ms, longest %d ms"
        .formatted(sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast());
  }
}
