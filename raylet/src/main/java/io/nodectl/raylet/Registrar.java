package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
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
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.rpc.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Carries out what [Registration] decides, on one thread that owns its state. Events may be posted
/// from any thread and never wait.
final class Registrar implements AutoCloseable {

  private final NodeDescription description;
  private final Gcs gcs;
  private final Listener listener;
  private final AtomicReference<Free> free;
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  /// Once it is closed, what would happen changes nothing any more.
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("registration").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /// Touched by that thread alone.
  private Registration registration = Registration.start();

  /// @param listener is called on the registration thread and must not block
  Registrar(NodeDescription description, Gcs gcs, Listener listener) {
    this.description = description;
    this.free =
        new AtomicReference<>(
            new Free(description.resources().total(), Optional.of(description.started()), false));
    this.gcs = gcs;
    this.listener = listener;
  }

  /// Hears what the registration has to say to the one who started this program.
  interface Listener {
    /// Gcs has acknowledged the node for the first time.
    void ready();

    /// Something is waited for, or has passed.
    void status(String text);

    /// No retry makes sense: the program is to end.
    void gaveUp(String why);

    /// The node's id is DEAD in gcs: the program is to end, and may start again with another one.
    void idIsDead(String why);

    /// A defect of ours: what the registration does from now on cannot be trusted.
    void broke(RuntimeException defect);
  }

  void post(RegistrationEvent event) {
    thread.execute(() -> apply(event));
  }

  /// Takes the node out of gcs if it may be there. The future completes when gcs has answered or
  /// the departure's time is up, never with a failure: a node that cannot say goodbye is found dead
  /// by the health check.
  CompletableFuture<Void> leave(Departure departure) {
    post(new LeaveAsked(departure));
    return left.copy().completeOnTimeout(null, departure.limit().toNanos(), TimeUnit.NANOSECONDS);
  }

  /// What is free of the node has changed; gcs is told soon.
  void free(Amounts now) {
    Optional<Instant> since =
        now.equals(description.resources().total()) ? Optional.of(Instant.now()) : Optional.empty();
    Free before = free.getAndSet(new Free(now, since, true));
    if (!before.isNews()) {
      thread.execute(this::reportIfKnown);
    }
  }

  /// @param isNews whether gcs was not told yet
  private record Free(Amounts amounts, Optional<Instant> idleSince, boolean isNews) {
    Free told() {
      return new Free(amounts, idleSince, false);
    }
  }

  private void reportIfKnown() {
    if (registration.progress().isKnown()) {
      report();
    }
  }

  private void report() {
    Free now = free.getAndUpdate(Free::told);
    gcs.report(description.node(), description.view(now.amounts(), now.idleSince(), Instant.now()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    gcs.close();
  }

  /// The executor would keep a defect to itself.
  private void apply(RegistrationEvent event) {
    try {
      Registration.Step step = registration.on(event);
      registration = step.next();
      step.actions().forEach(this::act);
      if (event instanceof Answered(int _, GcsAnswer.Acknowledged())) {
        report();
      }
    } catch (RuntimeException defect) {
      listener.broke(defect);
    }
  }

  private void act(RegistrationAction action) {
    switch (action) {
      case Connect(GcsPeer peer, Access access) -> gcs.connect(peer, access);
      case Register(int attempt, AgentPeer agent) ->
          gcs.register(
              description.registeredWith(agent), answer -> post(new Answered(attempt, answer)));
      case CheckAlive(int attempt) ->
          gcs.checkAlive(description.node(), answer -> post(new Answered(attempt, answer)));
      case Pause(int attempt, Duration length) -> wake(new PauseEnded(attempt), length);
      case TellReady() -> listener.ready();
      case TellStatus(String text) -> listener.status(text);
      case GiveUp(String why) -> listener.gaveUp(why);
      case LeaveIdBehind(String why) -> listener.idIsDead(why);
      case Unregister(Departure departure) ->
          gcs.unregister(
              departure.of(description.node()), departure.limit(), () -> left.complete(null));
      case Finish() -> left.complete(null);
    }
  }

  private void wake(RegistrationEvent event, Duration length) {
    var _ = thread.schedule(() -> apply(event), length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
