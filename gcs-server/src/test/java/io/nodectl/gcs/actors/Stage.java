package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.Effect.Lease;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WorkerExitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One actor without a server: events go in, the effects of the last one come out.
final class Stage implements Circumstances {

  private final TaskSpec spec;
  private final TreeSet<Integer> nodes = new TreeSet<>(List.of(1));
  private Actor actor;
  private List<Effect> effects = List.of();
  private long nowMs = 1000;

  Stage(TaskSpec spec) {
    this.spec = spec;
    this.actor = new Actor(ActorRows.first(spec, nowMs), Actor.IDLE);
  }

  /// With the nodes of these numbers; the owner is on node 1.
  Stage on(Integer... numbers) {
    nodes.clear();
    nodes.addAll(List.of(numbers));
    return this;
  }

  Stage happens(ActorEvent event) {
    nowMs++;
    Step step = ActorMachine.step(actor, event, this);
    actor = step.actor();
    effects = step.effects();
    return this;
  }

  /// The server starts again: only what is kept is left.
  Stage forget() {
    actor = actor.with(Actor.IDLE);
    return this;
  }

  /// It is wanted, and its owner's raylet asked.
  Stage wanted() {
    return happens(new ActorEvent.Wanted());
  }

  /// The raylet that was asked last gives this worker.
  Stage granted(int worker) {
    return answered(
        RequestWorkerLeaseReply.newBuilder()
            .setWorkerAddress(address(worker))
            .setWorkerPid(4000 + worker)
            .build());
  }

  Stage answered(RequestWorkerLeaseReply reply) {
    Phase.Leasing leasing = (Phase.Leasing) actor.phase();
    return happens(new ActorEvent.LeaseAnswered(leasing.attempt(), leasing.host(), reply));
  }

  Stage pushed() {
    return pushed(PushTaskReply.getDefaultInstance());
  }

  Stage pushed(PushTaskReply reply) {
    return happens(new ActorEvent.Pushed(((Phase.Creating) actor.phase()).attempt(), reply));
  }

  /// It lives in this worker.
  Stage alive(int worker) {
    return wanted().granted(worker).pushed();
  }

  Stage dies(int worker, WorkerExitType how) {
    return happens(new ActorEvent.WorkerDied(TestActors.end(TestActors.worker(worker), how)));
  }

  Stage retry() {
    return happens(new ActorEvent.RetryDue(((Phase.Waiting) actor.phase()).attempt()));
  }

  Stage is(ActorState state) {
    assertEquals(state, actor.state());
    return this;
  }

  /// The effects of the last event, by their names.
  List<String> effects() {
    return effects.stream().map(effect -> effect.getClass().getSimpleName()).toList();
  }

  /// The only effect of that kind that the last event had.
  <E extends Effect> E effect(Class<E> kind) {
    List<E> all = new ArrayList<>();
    effects.stream().filter(kind::isInstance).map(kind::cast).forEach(all::add);
    assertEquals(1, all.size(), () -> "of " + effects);
    return all.getFirst();
  }

  /// The number of the node that was asked for a worker.
  int asked() {
    return effect(Lease.class).host().node().byteAt(0);
  }

  Actor actor() {
    return actor;
  }

  ActorTableData row() {
    return actor.row();
  }

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public Optional<Host> hostFor(ActorTableData row) {
    return nodes.stream().findFirst().map(Stage::host);
  }

  @Override
  public Optional<Host> host(ByteString node) {
    return livingNode(node);
  }

  @Override
  public Optional<Host> livingNode(ByteString node) {
    return nodes.stream().map(Stage::host).filter(h -> h.node().equals(node)).findFirst();
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  static Host host(int number) {
    return new Host(TestActors.node(number), new PeerAddress("127.0.0." + number, 1));
  }

  private Address address(int worker) {
    return Address.newBuilder()
        .setNodeId(((Phase.Leasing) actor.phase()).host().node())
        .setIpAddress("127.0.0.1")
        .setPort(5000 + worker)
        .setWorkerId(TestActors.worker(worker))
        .build();
  }
}
