package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.gcs.workers.WorkerFailure;
import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.CreateActorReply;
import io.nodectl.messages.ray.CreateActorRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetActorInfoRequest;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import io.nodectl.messages.ray.GetAllActorInfoRequest;
import io.nodectl.messages.ray.GetNamedActorInfoReply;
import io.nodectl.messages.ray.GetNamedActorInfoRequest;
import io.nodectl.messages.ray.KillActorViaGcsRequest;
import io.nodectl.messages.ray.ListNamedActorsRequest;
import io.nodectl.messages.ray.RegisterActorRequest;
import io.nodectl.messages.ray.ReportActorOutOfScopeRequest;
import io.nodectl.messages.ray.RestartActorForLineageReconstructionRequest;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WaitForActorRefDeletedReply;
import io.nodectl.messages.ray.WorkerExitType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ActorInfoServiceTest {

  private final SimulatedWorld world = new SimulatedWorld();
  private final Store store = TestStores.inMemory();
  private final Actors actors = world.actors(store);
  private final ActorInfoService service = new ActorInfoService(store, actors);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void an_actor_is_registered_made_and_published_at_every_change() {
    assertEquals(0, register(TestActors.spec(1)));
    CreateActorReply made = create(TestActors.spec(1));
    assertEquals(0, made.getStatus().getCode());
    assertEquals(5000, made.getActorAddress().getPort());
    assertEquals(
        List.of(ActorState.DEPENDENCIES_UNREADY, ActorState.PENDING_CREATION, ActorState.ALIVE),
        world.states(TestActors.id(1)));
  }

  @Test
  void whoever_repeats_himself_gets_the_same_answer() {
    assertEquals(0, register(TestActors.spec(1)));
    assertEquals(0, register(TestActors.spec(1)));
    assertEquals(create(TestActors.spec(1)), create(TestActors.spec(1)));
  }

  @Test
  void an_actor_that_waits_for_a_node_keeps_its_creator_waiting() {
    world.gate.closeOnly(List.of(TestActors.node(1)));
    register(TestActors.spec(1));
    Caller<CreateActorReply> creator = new Caller<>();
    service.createActor(createRequest(TestActors.spec(1)), creator);
    assertEquals(ActorState.PENDING_CREATION, state(1));
    assertFalse(creator.isAnswered());
    world.gate.open(TestActors.node(1));
    actors.hostCame();
    assertEquals(0, creator.await().getStatus().getCode());
  }

  @Test
  void a_creator_of_an_actor_that_is_killed_gets_the_cause() {
    world.gate.closeOnly(List.of(TestActors.node(1)));
    register(TestActors.spec(1));
    Caller<CreateActorReply> creator = new Caller<>();
    service.createActor(createRequest(TestActors.spec(1)), creator);
    kill(TestActors.id(1));
    assertEquals(Statuses.CANCELLED, creator.await().getStatus().getCode());
    assertEquals(
        Reason.RAY_KILL, creator.await().getDeathCause().getActorDiedErrorContext().getReason());
  }

  @Test
  void a_name_is_taken_as_long_as_its_actor_lives() {
    TaskSpec bob = TestActors.spec(1, actor -> actor.setName("bob"));
    TaskSpec other = TestActors.spec(2, actor -> actor.setName("bob"));
    assertEquals(0, register(bob));
    assertEquals(Statuses.ALREADY_EXISTS, register(other));
    assertEquals(bob, named("ns", "bob").getTaskSpec());
    assertEquals(Statuses.NOT_FOUND, named("another", "bob").getStatus().getCode());
    kill(TestActors.id(1));
    assertEquals(Statuses.NOT_FOUND, named("ns", "bob").getStatus().getCode());
    assertEquals(0, register(other));
    assertEquals(TestActors.id(2), named("ns", "bob").getActorTableData().getActorId());
  }

  @Test
  void names_are_listed_by_namespace() {
    register(TestActors.spec(1, actor -> actor.setName("bob")));
    register(TestActors.spec(2, actor -> actor.setName("eve").setRayNamespace("other")));
    register(TestActors.spec(3));
    assertEquals(1, names(ListNamedActorsRequest.newBuilder().setRayNamespace("ns")));
    assertEquals(2, names(ListNamedActorsRequest.newBuilder().setAllNamespaces(true)));
  }

  @Test
  void actors_are_filtered_and_cut_and_the_numbers_tell_of_it() {
    for (int i = 1; i <= 5; i++) {
      register(TestActors.spec(i));
    }
    kill(TestActors.id(1));
    GetAllActorInfoReply reply =
        Caller.ask(
            service::getAllActorInfo,
            GetAllActorInfoRequest.newBuilder()
                .setLimit(2)
                .setFilters(
                    GetAllActorInfoRequest.Filters.newBuilder()
                        .setState(ActorState.DEPENDENCIES_UNREADY))
                .build());
    assertEquals(2, reply.getActorTableDataCount());
    assertEquals(5, reply.getTotal());
    assertEquals(1, reply.getNumFiltered());
  }

  @Test
  void the_end_of_a_worker_ends_the_actor_in_it_and_those_that_it_owns() {
    register(TestActors.spec(1));
    create(TestActors.spec(1));
    actors.died(
        new WorkerFailure(TestActors.end(TestActors.worker(1), WorkerExitType.SYSTEM_ERROR)));
    assertEquals(ActorState.DEAD, state(1));
    register(TestActors.spec(2));
    actors.died(
        new WorkerFailure(TestActors.end(TestActors.OWNER, WorkerExitType.INTENDED_USER_EXIT)));
    assertEquals(ActorState.DEAD, state(2));
  }

  @Test
  void the_death_of_a_node_ends_what_is_on_it() {
    register(TestActors.spec(1));
    create(TestActors.spec(1));
    actors.departed(TestNodes.worker(1));
    assertEquals(ActorState.DEAD, state(1));
  }

  @Test
  void an_owner_that_lets_go_ends_its_actor() {
    register(TestActors.spec(1));
    create(TestActors.spec(1));
    world.refDeleted.complete(WaitForActorRefDeletedReply.getDefaultInstance());
    assertEquals(ActorState.DEAD, state(1));
    assertEquals(1, world.kills.size());
  }

  @Test
  void ids_that_are_unknown_or_none_get_a_clear_answer() {
    ByteString short_id = ByteString.copyFromUtf8("abc");
    assertEquals(Statuses.NOT_FOUND, kill(TestActors.id(9)));
    assertEquals(Statuses.INVALID, kill(short_id));
    assertEquals(Statuses.NOT_FOUND, create(TestActors.spec(9)).getStatus().getCode());
    assertEquals(Statuses.INVALID, register(TestActors.spec(1, a -> a.setActorId(short_id))));
    assertEquals(Statuses.INVALID, register(TaskSpec.getDefaultInstance()));
    assertEquals(
        Statuses.INVALID,
        Caller.ask(
                service::getActorInfo,
                GetActorInfoRequest.newBuilder().setActorId(short_id).build())
            .getStatus()
            .getCode());
    assertEquals(
        0,
        Caller.ask(
                service::reportActorOutOfScope,
                ReportActorOutOfScopeRequest.newBuilder().setActorId(TestActors.id(9)).build())
            .getStatus()
            .getCode());
    assertTrue(wantBack(TestActors.id(9)).getMessage().endsWith("is dead for good"));
    assertTrue(wantBack(short_id).getMessage().endsWith("has 16 bytes, this has 3"));
  }

  private GcsStatus wantBack(ByteString id) {
    return Caller.ask(
            service::restartActorForLineageReconstruction,
            RestartActorForLineageReconstructionRequest.newBuilder().setActorId(id).build())
        .getStatus();
  }

  @Test
  void a_restart_of_the_server_places_what_was_being_placed() {
    world.gate.closeOnly(List.of(TestActors.node(1)));
    register(TestActors.spec(1));
    service.createActor(createRequest(TestActors.spec(1)), new Caller<>());
    assertEquals(ActorState.PENDING_CREATION, state(1));
    SimulatedWorld again = new SimulatedWorld();
    Actors restarted = again.actors(store);
    restarted.restore();
    restarted.hostCame();
    CreateActorReply made =
        Caller.ask(
            new ActorInfoService(store, restarted)::createActor, createRequest(TestActors.spec(1)));
    assertEquals(0, made.getStatus().getCode());
    assertTrue(again.states(TestActors.id(1)).contains(ActorState.ALIVE));
  }

  private int register(TaskSpec spec) {
    return Caller.ask(
            service::registerActor, RegisterActorRequest.newBuilder().setTaskSpec(spec).build())
        .getStatus()
        .getCode();
  }

  private CreateActorReply create(TaskSpec spec) {
    return Caller.ask(service::createActor, createRequest(spec));
  }

  private int kill(ByteString id) {
    return Caller.ask(
            service::killActorViaGcs,
            KillActorViaGcsRequest.newBuilder()
                .setActorId(id)
                .setForceKill(true)
                .setNoRestart(true)
                .build())
        .getStatus()
        .getCode();
  }

  private GetNamedActorInfoReply named(String namespace, String name) {
    return Caller.ask(
        service::getNamedActorInfo,
        GetNamedActorInfoRequest.newBuilder().setRayNamespace(namespace).setName(name).build());
  }

  private int names(ListNamedActorsRequest.Builder request) {
    return Caller.ask(service::listNamedActors, request.build()).getNamedActorsListCount();
  }

  private ActorState state(int number) {
    return Caller.ask(
            service::getActorInfo,
            GetActorInfoRequest.newBuilder().setActorId(TestActors.id(number)).build())
        .getActorTableData()
        .getState();
  }

  private static CreateActorRequest createRequest(TaskSpec spec) {
    return CreateActorRequest.newBuilder().setTaskSpec(spec).build();
  }
}
