package io.nodectl.node;

import java.time.Duration;

/// What a component has shown of its life: how many questions in a row it left without an answer.
/// Pure; {@link LivenessRounds} asks.
///
/// @param misses in a row
/// @param words what the last one came to, for people; empty after an answer
record Pulse(int misses, String words) {
  static final Pulse STRONG = new Pulse(0, "");

  /// A probe that ends so much later than it had to was not watched over: this process did not run
  /// meanwhile (SIGSTOP, a frozen container), or the machine did not (suspended).
  static final Duration OWN_PAUSE = Duration.ofSeconds(1);

  /// How one question ended.
  ///
  /// @param answered whether there was an answer that shows life
  /// @param words what there was instead; empty if it answered
  /// @param took from question to end, by a clock that goes on while the machine is suspended
  record Finding(boolean answered, String words, Duration took) {}

  /// What the next finding makes of it. An answer clears everything. A silence through which we
  /// ourselves were paused is evidence of nothing: what was missed before still counts.
  Pulse after(Finding finding, ProbeRhythm rhythm) {
    if (finding.answered()) {
      return STRONG;
    }
    boolean unwatched = finding.took().compareTo(rhythm.timeout().plus(OWN_PAUSE)) > 0;
    return unwatched ? this : new Pulse(misses + 1, finding.words());
  }

  boolean isLost(ProbeRhythm rhythm) {
    return misses >= rhythm.misses();
  }
}
