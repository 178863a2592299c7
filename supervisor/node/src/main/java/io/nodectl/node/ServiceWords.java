package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;

/// What a service manager is told of a node, in the words of sd_notify(3). Pure.
final class ServiceWords {
  /// What the supervisor may need beyond its own deadline, to undo a start.
  private static final Duration UNDO = Duration.ofSeconds(15);

  /// What an orderly stop may need beyond its grace: to kill, to reap, to leave.
  private static final Duration FORCE = Duration.ofSeconds(10);

  private static final int LONGEST_TEXT = 1000;
  private static final long NANOS_PER_MICRO = 1000;

  private ServiceWords() {}

  /// What one event is worth telling; empty if nothing.
  ///
  /// @param start how long the start may take
  static List<String> of(NodeEvent event, NodeState before, NodeState after, Duration start) {
    List<String> words = new ArrayList<>();
    NodePhase phase = after.phase();
    boolean begins = event instanceof NodeEvent.Begin;
    if (begins) {
      words.add(moreTime(start.plus(UNDO)));
    }
    if (event instanceof NodeEvent.Extended(String _, Duration by) && phase == NodePhase.STARTING) {
      words.add(moreTime(by.plus(UNDO)));
    }
    if (before.phase() == NodePhase.STARTING && phase == NodePhase.READY) {
      words.add("READY=1");
    }
    if (phase == NodePhase.STOPPING && before.phase() != NodePhase.STOPPING) {
      words.add("STOPPING=1");
      words.add(moreTime(grace(event).plus(FORCE)));
    }
    if (begins || !text(before).equals(text(after))) {
      words.add("STATUS=" + text(after));
    }
    if (phase == NodePhase.FAILED && before.phase() != NodePhase.FAILED) {
      after.problem().ifPresent(problem -> words.addAll(error(problem.code())));
    }
    return words;
  }

  /// Why there will be no node.
  static List<String> failed(Problem problem) {
    List<String> words = new ArrayList<>();
    words.add("STATUS=" + line("failed: " + problem.message()));
    words.addAll(error(problem.code()));
    return words;
  }

  /// The node in one line.
  static String text(NodeState state) {
    int all = state.components().size();
    return switch (state.phase()) {
      case STARTING ->
          line(
              "starting: %d of %d components ready%s"
                  .formatted(state.inPhase(ComponentPhase.READY).size(), all, remarks(state)));
      case READY -> "ready: %d components".formatted(state.inPhase(ComponentPhase.READY).size());
      case DEGRADED -> line("degraded: " + lacking(state));
      case STOPPING ->
          line(
              state
                  .problem()
                  .map(problem -> "failing: " + problem.message())
                  .orElseGet(
                      () -> "stopping: %d of %d components left".formatted(left(state), all)));
      case STOPPED -> "stopped";
      case FAILED ->
          line(state.problem().map(problem -> "failed: " + problem.message()).orElse("failed"));
    };
  }

  private static String remarks(NodeState state) {
    StringJoiner remarks = new StringJoiner("; ", "; ", "").setEmptyValue("");
    state.components().entrySet().stream()
        .filter(e -> e.getValue().phase().isComingUp() && !e.getValue().remark().isEmpty())
        .forEach(e -> remarks.add(e.getKey() + ": " + e.getValue().remark()));
    return remarks.toString();
  }

  private static String lacking(NodeState state) {
    StringJoiner lacking = new StringJoiner(", ");
    for (Map.Entry<String, ComponentState> each : state.components().entrySet()) {
      ComponentState component = each.getValue();
      if (component.phase() != ComponentPhase.READY) {
        boolean willRestart = component.phase() == ComponentPhase.RESTARTING;
        int restarts = component.restarts() + (willRestart ? 1 : 0);
        boolean comesBack = willRestart || (component.phase().isComingUp() && restarts > 0);
        lacking.add(
            each.getKey()
                + " "
                + (comesBack ? "restarting (%d)".formatted(restarts) : component.phase().word()));
      }
    }
    return lacking.toString();
  }

  private static long left(NodeState state) {
    return state.components().values().stream().filter(ComponentState::mayRun).count();
  }

  private static Duration grace(NodeEvent event) {
    return event instanceof NodeEvent.StopAsked(String _, Duration grace)
        ? grace
        : Supervisor.STOP_GRACE;
  }

  private static String moreTime(Duration within) {
    return "EXTEND_TIMEOUT_USEC=" + within.toNanos() / NANOS_PER_MICRO;
  }

  /// A failure of ours as an errno(3), where there is one that tells people more and not less.
  private static List<String> error(ExitCode code) {
    OptionalInt errno =
        switch (code) {
          case USAGE -> OptionalInt.of(22); // EINVAL
          case ALREADY_RUNNING -> OptionalInt.of(17); // EEXIST
          case TOO_LATE -> OptionalInt.of(110); // ETIMEDOUT
          case PORT_TAKEN -> OptionalInt.of(98); // EADDRINUSE
          case REFUSED -> OptionalInt.of(13); // EACCES
          case DONE, BUG, NOTHING_THERE, COMPONENT_FAILED, INTERRUPTED -> OptionalInt.empty();
        };
    return errno.isPresent() ? List.of("ERRNO=" + errno.getAsInt()) : List.of();
  }

  /// One line of a bearable length: a line end would begin another assignment.
  private static String line(String text) {
    String line = text.replace('\n', ' ');
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "..." : line;
  }
}
