package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.raylet.GcsAnswer.Acknowledged;
import io.nodectl.raylet.GcsAnswer.Dead;
import io.nodectl.raylet.GcsAnswer.Forgotten;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.GcsAnswer.Unreachable;
import io.nodectl.raylet.Progress.Asking;
import io.nodectl.raylet.Progress.Checking;
import io.nodectl.raylet.Progress.Done;
import io.nodectl.raylet.Progress.Idle;
import io.nodectl.raylet.Progress.Leaving;
import io.nodectl.raylet.Progress.Over;
import io.nodectl.raylet.Progress.Pausing;
import io.nodectl.raylet.RegistrationAction.CheckAlive;
import io.nodectl.raylet.RegistrationAction.Connect;
import io.nodectl.raylet.RegistrationAction.Finish;
import io.nodectl.raylet.RegistrationAction.GiveUp;
import io.nodectl.raylet.RegistrationAction.LeaveIdBehind;
import io.nodectl.raylet.RegistrationAction.Pause;
import io.nodectl.raylet.RegistrationAction.Register;
import io.nodectl.raylet.RegistrationAction.TellReady;
import io.nodectl.raylet.RegistrationAction.TellStatus;
import io.nodectl.raylet.RegistrationAction.Unregister;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import io.nodectl.rpc.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known and done about this node's registration in gcs. Pure: an event gives the next
/// registration and what is to be done for it.
///
/// @param access how to authenticate, once the parent told us
/// @param gcs where gcs-server is, once the parent told us
/// @param agent where the runtime env agent is, once the parent told us
/// @param attempt number of the last call or pause; an event that names an older one is out of date
/// @param readyTold READY is reported once in a life, however often the node registers
record Registration(
    Optional<Access> access,
    Optional<GcsPeer> gcs,
    Optional<AgentPeer> agent,
    Progress progress,
    int attempt,
    boolean readyTold) {

  /// How often gcs is asked whether it still knows the node: it may have been stopped and started
  /// again, perhaps with empty tables, and nobody else would tell. Ray 2.60 asks once a minute.
  static final Duration CHECK_EVERY = Duration.ofSeconds(5);

  /// The next registration and what is to be done, in this order.
  record Step(Registration next, List<RegistrationAction> actions) {
    Step {
      actions = List.copyOf(actions);
    }
  }

  static Registration start() {
    return new Registration(
        Optional.empty(), Optional.empty(), Optional.empty(), new Idle(), 0, false);
  }

  Step on(RegistrationEvent event) {
    return switch (progress) {
      case Leaving(Departure departure) -> whileLeaving(event, departure);
      case Over _ -> event instanceof LeaveAsked(Departure departure) ? leave(departure) : stay();
      case Idle _, Asking _, Checking _, Pausing _, Done _ -> whileAlive(event);
    };
  }

  private Step whileAlive(RegistrationEvent event) {
    return switch (event) {
      case Configured(Access told) -> configured(told);
      case GcsWired(GcsPeer told) -> gcsWired(told);
      case AgentWired(AgentPeer told) -> withAgent(told).askIfDue(List.of());
      case Answered(int number, GcsAnswer answer) -> number == attempt ? answered(answer) : stay();
      case PauseEnded(int number) -> number == attempt ? pauseEnded() : stay();
      case LeaveAsked(Departure departure) -> leave(departure);
    };
  }

  /// Every other token needs another channel; what gcs knows of us stays true.
  private Step configured(Access told) {
    if (access.equals(Optional.of(told))) {
      return stay();
    }
    var next = new Registration(Optional.of(told), gcs, agent, progress, attempt, readyTold);
    return progress instanceof Done ? next.connectAnd(Step::new) : next.reconnect();
  }

  private Step gcsWired(GcsPeer told) {
    if (gcs.equals(Optional.of(told))) {
      return stay();
    }
    return new Registration(access, Optional.of(told), agent, progress, attempt, readyTold)
        .reconnect();
  }

  /// Begins anew with the present gcs. The attempt number moves on, so that the end of a call on
  /// the dropped channel is not taken for an answer of the new one.
  private Step reconnect() {
    return new Registration(access, gcs, agent, new Idle(), attempt + 1, readyTold)
        .connectAnd(Registration::askIfDue);
  }

  private interface Continuation {
    Step from(Registration registration, List<RegistrationAction> before);
  }

  private Step connectAnd(Continuation then) {
    if (access.isPresent() && gcs.isPresent()) {
      return then.from(this, List.of(new Connect(gcs.get(), access.get())));
    }
    return then.from(this, List.of());
  }

  /// Asks gcs if all is known that a registration needs and gcs does not know it yet. A call under
  /// way is left to end first: two of them could arrive in either order.
  private Step askIfDue(List<RegistrationAction> before) {
    if (!missing().isEmpty()) {
      return then(before, new TellStatus("waiting for " + String.join(" and ", missing())));
    }
    return switch (progress) {
      case Idle _ -> ask(0, before);
      case Done(AgentPeer told) -> agent.equals(Optional.of(told)) ? then(before) : ask(0, before);
      case Asking _, Checking _, Pausing _, Leaving _, Over _ -> then(before);
    };
  }

  private List<String> missing() {
    var names = new ArrayList<String>();
    if (access.isEmpty()) {
      names.add("the configuration");
    }
    if (gcs.isEmpty()) {
      names.add("gcs-server");
    }
    if (agent.isEmpty()) {
      names.add("runtime-env-agent");
    }
    return names;
  }

  private Step ask(int failures, List<RegistrationAction> before) {
    AgentPeer told = agent.orElseThrow();
    Registration next = progress(new Asking(told, failures), attempt + 1);
    return next.then(before, new Register(next.attempt, told));
  }

  private Step answered(GcsAnswer answer) {
    return switch (progress) {
      case Asking(AgentPeer told, int failures) -> answered(answer, told, failures);
      case Checking(AgentPeer told) -> answered(answer, told, 0);
      case Idle _, Pausing _, Done _, Leaving _, Over _ -> stay();
    };
  }

  private Step answered(GcsAnswer answer, AgentPeer told, int failures) {
    return switch (answer) {
      case Acknowledged _ -> acknowledged(told);
      case Forgotten _ ->
          ask(0, List.of(new TellStatus(gcs.orElseThrow() + " has lost this node; telling it")));
      case Unreachable(String cause) -> unreachable(failures + 1, cause);
      case Refused(String why) -> over(new GiveUp(gcs.orElseThrow() + " " + why));
      case Dead(String why) -> over(new LeaveIdBehind(gcs.orElseThrow() + " " + why));
    };
  }

  private Step pauseEnded() {
    return switch (progress) {
      case Pausing(int failures) -> ask(failures, List.of());
      case Done(AgentPeer told) -> {
        Registration next = progress(new Checking(told), attempt + 1);
        yield next.then(List.of(), new CheckAlive(next.attempt));
      }
      case Idle _, Asking _, Checking _, Leaving _, Over _ -> stay();
    };
  }

  /// Gcs has the node. From now on it is asked now and then whether it still has.
  private Step acknowledged(AgentPeer known) {
    RegistrationAction told =
        readyTold ? new TellStatus("registered again with " + gcs.orElseThrow()) : new TellReady();
    List<RegistrationAction> news = progress instanceof Checking ? List.of() : List.of(told);
    var next = new Registration(access, gcs, agent, new Done(known), attempt, true);
    return agent.equals(Optional.of(known))
        ? next.then(news, new Pause(attempt, CHECK_EVERY))
        : next.askIfDue(news);
  }

  private Step unreachable(int failures, String cause) {
    Registration next = progress(new Pausing(failures), attempt + 1);
    return next.then(
        List.of(
            new TellStatus(gcs.orElseThrow() + " does not answer (" + cause + "); trying again")),
        new Pause(next.attempt, Backoff.after(failures)));
  }

  /// A gcs that was asked at all may have the node, even if no answer came.
  private Step leave(Departure departure) {
    return switch (progress) {
      case Asking _ -> progress(new Leaving(departure), attempt).stay();
      case Idle _, Over _ -> over(new Finish());
      case Checking _, Pausing _, Done _ -> over(new Unregister(departure));
      case Leaving _ -> stay();
    };
  }

  /// Only the end of the last call still counts.
  private Step whileLeaving(RegistrationEvent event, Departure departure) {
    if (!(event instanceof Answered(int number, GcsAnswer answer)) || number != attempt) {
      return stay();
    }
    return switch (answer) {
      case Acknowledged _, Unreachable _ -> over(new Unregister(departure));
      case Refused _, Dead _, Forgotten _ -> over(new Finish());
    };
  }

  private Step over(RegistrationAction last) {
    return progress(new Over(), attempt).then(List.of(), last);
  }

  private Registration withAgent(AgentPeer told) {
    return new Registration(access, gcs, Optional.of(told), progress, attempt, readyTold);
  }

  private Registration progress(Progress next, int number) {
    return new Registration(access, gcs, agent, next, number, readyTold);
  }

  private Step stay() {
    return then(List.of());
  }

  private Step then(List<RegistrationAction> before, RegistrationAction... more) {
    var actions = new ArrayList<>(before);
    actions.addAll(List.of(more));
    return new Step(this, actions);
  }
}
