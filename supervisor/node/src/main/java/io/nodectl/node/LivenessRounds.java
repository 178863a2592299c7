package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is asked when, and who has been silent for too long. Knows time only as it is told, in ns of
/// a clock that goes on while the machine is suspended.
///
/// All questions of one period are due at the same moments, so that an idle supervisor wakes up
/// once for all of them.
final class LivenessRounds {
  /// Further away than any question.
  static final long NEVER = Long.MAX_VALUE;

  private final Map<String, Patient> patients = new HashMap<>();

  /// A component to ask.
  ///
  /// @param generation which of its launches; an answer of an earlier one means nothing
  /// @param at where to ask
  record Subject(String component, int generation, Liveness how, Endpoint at) {
    ProbeRhythm rhythm() {
      return how.rhythm();
    }
  }

  private static final class Patient {
    private final Subject subject;
    private Pulse pulse = Pulse.STRONG;
    private long dueAt;
    private boolean isAsked;

    Patient(Subject subject, long dueAt) {
      this.subject = subject;
      this.dueAt = dueAt;
    }
  }

  /// Asks it from now on, in the next period but not at once: a component that was just ready has
  /// other things to do, and so has the machine.
  void add(Subject subject, long now) {
    long period = subject.rhythm().period().toNanos();
    patients.put(subject.component(), new Patient(subject, next(now + period / 2, period)));
  }

  void remove(String component) {
    patients.remove(component);
  }

  boolean watches(String component, int generation) {
    Patient patient = patients.get(component);
    return patient != null && patient.subject.generation() == generation;
  }

  /// Whom to ask now. Nobody is asked again while the last question is open.
  List<Subject> due(long now) {
    List<Subject> due = new ArrayList<>();
    for (Patient patient : patients.values()) {
      if (!patient.isAsked && patient.dueAt <= now) {
        patient.isAsked = true;
        patient.dueAt = next(now, patient.subject.rhythm().period().toNanos());
        due.add(patient.subject);
      }
    }
    return due;
  }

  /// When somebody is due next; {@link #NEVER} if nobody is.
  long nextDue() {
    long next = NEVER;
    for (Patient patient : patients.values()) {
      next = patient.isAsked ? next : Math.min(next, patient.dueAt);
    }
    return next;
  }

  /// A question has ended.
  ///
  /// @return what to say of a component that has been silent too often; it is not asked any more
  Optional<NodeEvent.Unhealthy> ended(Subject asked, Pulse.Finding finding) {
    Patient patient = patients.get(asked.component());
    if (patient == null || patient.subject.generation() != asked.generation()) {
      return Optional.empty();
    }
    patient.isAsked = false;
    patient.pulse = patient.pulse.after(finding, asked.rhythm());
    if (!patient.pulse.isLost(asked.rhythm())) {
      return Optional.empty();
    }
    patients.remove(asked.component());
    return Optional.of(new NodeEvent.Unhealthy(asked.component(), why(patient.pulse, asked)));
  }

  private static String why(Pulse pulse, Subject asked) {
    Duration period = asked.rhythm().period();
    return "it failed %d liveness probes in a row, one every %s s: %s"
        .formatted(pulse.misses(), seconds(period), pulse.words());
  }

  private static String seconds(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
  }

  private static long next(long now, long period) {
    return (now / period + 1) * period;
  }
}
