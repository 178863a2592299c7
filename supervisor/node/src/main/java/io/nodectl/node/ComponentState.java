package io.nodectl.node;

import io.nodectl.handshake.Ports;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What is known of one component; a snapshot that never changes.
///
/// @param phase where it stands
/// @param pid its process; 0 when there is none
/// @param generation how often it has been launched; dependents are told it with the ports
/// @param ports its ports, or those it had last; none until it was bound for the first time
/// @param told the generation of each peer that it was told of last
/// @param words what is to be said of it
/// @param history what happened to it before
record ComponentState(
    ComponentPhase phase,
    long pid,
    int generation,
    Ports ports,
    Map<String, Integer> told,
    Words words,
    ComponentHistory history) {
  public ComponentState {
    told = Map.copyOf(told);
  }

  /// What is to be said of a component.
  ///
  /// @param remark what it said last about what it is doing, or why it failed; empty if there is
  ///     nothing to say
  /// @param doubt why nobody can tell whether its ports are its own; empty if they are
  /// @param debugPort where it waits for a Java debugger, or waited before one attached; 0 if it
  ///     does not
  record Words(String remark, String doubt, int debugPort) {
    static final Words NONE = new Words("", "", 0);
  }

  static ComponentState planned() {
    return new ComponentState(
        ComponentPhase.PLANNED, 0, 0, Ports.none(), Map.of(), Words.NONE, ComponentHistory.none());
  }

  /// A peer that is not of this node and is always there.
  static ComponentState outside(Ports ports) {
    return new ComponentState(
        ComponentPhase.READY, 0, 1, ports, Map.of(), Words.NONE, ComponentHistory.none());
  }

  /// How often it was started again.
  public int restarts() {
    return Math.max(0, generation - 1);
  }

  /// What it said last about what it is doing, or why it failed; may be empty.
  public String remark() {
    return words.remark();
  }

  /// Why nobody can tell whether its ports are its own; empty if they are.
  public String doubt() {
    return words.doubt();
  }

  /// Where it waits for a Java debugger, or waited before one attached; 0 if it does not.
  public int debugPort() {
    return words.debugPort();
  }

  /// Whether its ports may be told to others.
  boolean isBound() {
    return phase == ComponentPhase.BOUND
        || phase == ComponentPhase.WIRED
        || phase == ComponentPhase.READY;
  }

  /// Whether something of it may still run.
  boolean mayRun() {
    boolean down = phase == ComponentPhase.PLANNED || phase == ComponentPhase.RESTARTING;
    return pid != 0 || (!down && !phase.isOver());
  }

  boolean wasToldOf(List<String> peers) {
    return told.keySet().containsAll(peers);
  }

  ComponentState in(ComponentPhase next) {
    return new ComponentState(next, pid, generation, ports, told, words, history);
  }

  /// Its ports are kept: whether it comes back to the same ones is of interest.
  ComponentState launchingAt(Instant time) {
    ComponentHistory past = generation == 0 ? history : history.restartedAt(time);
    return new ComponentState(
        ComponentPhase.STARTING, 0, generation + 1, ports, Map.of(), Words.NONE, past);
  }

  ComponentState withPid(long running) {
    return new ComponentState(phase, running, generation, ports, told, words, history);
  }

  ComponentState bound(Ports bound, String doubtAboutThem) {
    // Who was suspended is not any more: the remark about that is out of date.
    String left = debugPort() == 0 ? remark() : "";
    return new ComponentState(
        ComponentPhase.BOUND,
        pid,
        generation,
        bound,
        told,
        new Words(left, doubtAboutThem, debugPort()),
        history);
  }

  /// What it was waiting for is of no interest any more.
  ComponentState ready() {
    return in(ComponentPhase.READY).withRemark("");
  }

  ComponentState failed(String error) {
    return in(ComponentPhase.FAILED).withRemark(error).remembering(past -> past.failed(error));
  }

  ComponentState goingDown(Downfall why) {
    return remembering(past -> past.down(why));
  }

  ComponentState withRemark(String text) {
    return new ComponentState(
        phase, pid, generation, ports, told, new Words(text, doubt(), debugPort()), history);
  }

  ComponentState debuggableAt(int port, String text) {
    return new ComponentState(
        phase, pid, generation, ports, told, new Words(text, doubt(), port), history);
  }

  ComponentState remembering(UnaryOperator<ComponentHistory> change) {
    return new ComponentState(phase, pid, generation, ports, told, words, change.apply(history));
  }

  ComponentState toldOf(String peer, int peerGeneration) {
    Map<String, Integer> more = new HashMap<>(told);
    more.put(peer, peerGeneration);
    return new ComponentState(phase, pid, generation, ports, more, words, history);
  }
}
