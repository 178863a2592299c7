package io.nodectl.cli;

import io.nodectl.node.ComponentPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How far a start has come; a snapshot that never changes. Times are since the start began.
///
/// @param title says what is started
/// @param steps the components that were heard of, in that order
/// @param note what was said last that is of no component; empty if nothing
record StartProgress(String title, SequencedMap<String, Step> steps, String note) {
  /// Where a component stands.
  ///
  /// @param phase a word of {@link ComponentPhase}
  /// @param since when it was first heard of
  /// @param at when it came to this phase
  /// @param remark what it said itself; empty if nothing
  record Step(String phase, Duration since, Duration at, String remark) {
    boolean isWaitedFor() {
      return !phase.equals(ComponentPhase.READY.word())
          && !phase.equals(ComponentPhase.STOPPED.word())
          && !phase.equals(ComponentPhase.FAILED.word());
    }
  }

  StartProgress {
    steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
  }

  static StartProgress of(String title) {
    return new StartProgress(title, new LinkedHashMap<>(), "");
  }

  /// After something was said.
  ///
  /// @param text for people
  /// @param details `component` and `phase`, if it is of a component
  StartProgress heard(String text, Map<String, String> details, Duration now) {
    String component = details.get("component");
    String phase = details.get("phase");
    if (component == null || phase == null) {
      return new StartProgress(title, steps, text);
    }
    Step before = steps.get(component);
    SequencedMap<String, Step> after = new LinkedHashMap<>(steps);
    after.put(
        component,
        new Step(phase, before == null ? now : before.since(), now, remark(text, phase)));
    return new StartProgress(title, after, note);
  }

  /// The text is `COMPONENT PHASE` or `COMPONENT PHASE: REMARK`.
  private static String remark(String text, String phase) {
    int at = text.indexOf(phase + ": ");
    return at < 0 ? "" : text.substring(at + phase.length() + 2);
  }

  /// What a terminal shows: for each component its phase, and how long it has been waited for or
  /// how long it took.
  List<String> lines(Duration now) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s".formatted(title, Words.seconds(now)));
    steps.forEach((component, step) -> lines.add(line(component, step, now)));
    if (!note.isEmpty()) {
      lines.add("  " + note);
    }
    return lines;
  }

  private static String line(String component, Step step, Duration now) {
    Duration took = (step.isWaitedFor() ? now : step.at()).minus(step.since());
    String remark = step.remark().isEmpty() ? "" : "  " + step.remark();
    return "  %-20s %-9s %8s%s".formatted(component, step.phase(), Words.seconds(took), remark);
  }
}
