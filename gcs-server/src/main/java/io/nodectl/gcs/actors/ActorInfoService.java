package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.ActorCreationTaskSpec;
import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc.ActorInfoGcsServiceImplBase;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.CreateActorReply;
import io.nodectl.messages.ray.CreateActorRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetActorInfoReply;
import io.nodectl.messages.ray.GetActorInfoRequest;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import io.nodectl.messages.ray.GetAllActorInfoRequest;
import io.nodectl.messages.ray.GetNamedActorInfoReply;
import io.nodectl.messages.ray.GetNamedActorInfoRequest;
import io.nodectl.messages.ray.KillActorViaGcsReply;
import io.nodectl.messages.ray.KillActorViaGcsRequest;
import io.nodectl.messages.ray.ListNamedActorsReply;
import io.nodectl.messages.ray.ListNamedActorsRequest;
import io.nodectl.messages.ray.NamedActorInfo;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.RegisterActorReply;
import io.nodectl.messages.ray.RegisterActorRequest;
import io.nodectl.messages.ray.ReportActorOutOfScopeReply;
import io.nodectl.messages.ray.ReportActorOutOfScopeRequest;
import io.nodectl.messages.ray.RestartActorForLineageReconstructionReply;
import io.nodectl.messages.ray.RestartActorForLineageReconstructionRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The actors over Ray 2.60's messages.
public final class ActorInfoService extends ActorInfoGcsServiceImplBase {

  private final Store store;
  private final Actors actors;

  public ActorInfoService(Store store, Actors actors) {
    this.store = store;
    this.actors = actors;
  }

  @Override
  public void registerActor(
      RegisterActorRequest request, StreamObserver<RegisterActorReply> caller) {
    CompletableFuture<GcsStatus> status =
        Statuses.invalidOr(
            Admission.problem(request.getTaskSpec()),
            () ->
                actors
                    .register(request.getTaskSpec())
                    .thenApply(outcome -> statusOf(outcome, request)));
    Reply.when(status.thenApply(s -> RegisterActorReply.newBuilder().setStatus(s).build()), caller);
  }

  /// Held until the actor lives or is dead.
  @Override
  public void createActor(CreateActorRequest request, StreamObserver<CreateActorReply> caller) {
    ByteString id = request.getTaskSpec().getActorCreationTaskSpec().getActorId();
    Optional<String> problem = Admission.problem(request.getTaskSpec());
    if (problem.isPresent()) {
      refuse(Statuses.invalid(problem.get()), caller);
      return;
    }
    Reply.unless(
        actors
            .create(request.getTaskSpec())
            .thenAccept(
                actor ->
                    actor.ifPresentOrElse(
                        found -> answerOrHold(found, caller), () -> refuse(unknown(id), caller))),
        caller);
  }

  @Override
  public void getActorInfo(GetActorInfoRequest request, StreamObserver<GetActorInfoReply> caller) {
    Optional<String> problem = IdKind.ACTOR.problem(request.getActorId());
    if (problem.isPresent()) {
      Reply.with(
          caller,
          GetActorInfoReply.newBuilder().setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    answer(
        table -> {
          GetActorInfoReply.Builder reply = GetActorInfoReply.newBuilder().setStatus(Statuses.ok());
          table.find(request.getActorId()).ifPresent(actor -> reply.setActorTableData(actor.row()));
          return reply.build();
        },
        caller);
  }

  @Override
  public void getNamedActorInfo(
      GetNamedActorInfoRequest request, StreamObserver<GetNamedActorInfoReply> caller) {
    answer(
        table ->
            table
                .named(request.getRayNamespace(), request.getName())
                .map(row -> found(row, table))
                .orElseGet(
                    () ->
                        GetNamedActorInfoReply.newBuilder()
                            .setStatus(
                                Statuses.notFound(
                                    "no actor of the name \"%s\" lives in the namespace \"%s\""
                                        .formatted(request.getName(), request.getRayNamespace())))
                            .build()),
        caller);
  }

  @Override
  public void listNamedActors(
      ListNamedActorsRequest request, StreamObserver<ListNamedActorsReply> caller) {
    answer(
        table ->
            ListNamedActorsReply.newBuilder()
                .setStatus(Statuses.ok())
                .addAllNamedActorsList(
                    table.named().stream()
                        .filter(
                            row ->
                                request.getAllNamespaces()
                                    || row.getRayNamespace().equals(request.getRayNamespace()))
                        .map(ActorInfoService::nameOf)
                        .toList())
                .build(),
        caller);
  }

  @Override
  public void getAllActorInfo(
      GetAllActorInfoRequest request, StreamObserver<GetAllActorInfoReply> caller) {
    answer(table -> ActorQuery.answer(request, table.all()), caller);
  }

  @Override
  public void killActorViaGcs(
      KillActorViaGcsRequest request, StreamObserver<KillActorViaGcsReply> caller) {
    var event = new ActorEvent.Killed(request.getForceKill(), !request.getNoRestart());
    Reply.when(
        happen(request.getActorId(), event)
            .thenApply(status -> KillActorViaGcsReply.newBuilder().setStatus(status).build()),
        caller);
  }

  /// An actor that is unknown has been forgotten long since, which is what its owner wants.
  @Override
  public void reportActorOutOfScope(
      ReportActorOutOfScopeRequest request, StreamObserver<ReportActorOutOfScopeReply> caller) {
    var event = new ActorEvent.OutOfScope(request.getNumRestartsDueToLineageReconstruction());
    Reply.when(
        happen(request.getActorId(), event)
            .thenApply(
                status ->
                    ReportActorOutOfScopeReply.newBuilder()
                        .setStatus(status.getCode() == Statuses.NOT_FOUND ? Statuses.ok() : status)
                        .build()),
        caller);
  }

  @Override
  public void restartActorForLineageReconstruction(
      RestartActorForLineageReconstructionRequest request,
      StreamObserver<RestartActorForLineageReconstructionReply> caller) {
    var event = new ActorEvent.WantedBack(request.getNumRestartsDueToLineageReconstruction());
    ByteString id = request.getActorId();
    CompletableFuture<GcsStatus> status =
        Statuses.invalidOr(
            IdKind.ACTOR.problem(id),
            () -> actors.happen(id, event).thenApply(actor -> statusOfReturn(id, actor)));
    Reply.when(
        status.thenApply(
            s -> RestartActorForLineageReconstructionReply.newBuilder().setStatus(s).build()),
        caller);
  }

  private static GcsStatus statusOfReturn(ByteString id, Optional<Actor> actor) {
    return actor.filter(found -> !found.isDead()).isPresent()
        ? Statuses.ok()
        : Statuses.invalid("actor %s is dead for good".formatted(ActorIds.hex(id)));
  }

  private CompletableFuture<GcsStatus> happen(ByteString id, ActorEvent event) {
    return Statuses.invalidOr(
        IdKind.ACTOR.problem(id),
        () ->
            actors
                .happen(id, event)
                .thenApply(actor -> actor.isPresent() ? Statuses.ok() : unknown(id)));
  }

  private void answerOrHold(Actor actor, StreamObserver<CreateActorReply> caller) {
    outcome(actor)
        .ifPresentOrElse(
            reply -> Reply.with(caller, reply), () -> hold(actor.row().getActorId(), caller));
  }

  /// What has become of the actor since it was looked at was told to those who waited then.
  private void hold(ByteString id, StreamObserver<CreateActorReply> caller) {
    actors.creators().add(id, caller);
    var _ =
        store
            .ask(tables -> new ActorTable(tables).find(id))
            .thenAccept(
                now ->
                    now.flatMap(ActorInfoService::outcome)
                        .ifPresent(reply -> actors.creators().answer(id, reply)));
  }

  /// What its creators are told; nothing as long as it is being made.
  private static Optional<CreateActorReply> outcome(Actor actor) {
    return switch (actor.state()) {
      case ALIVE -> Optional.of(Requests.made(actor.row(), PushTaskReply.getDefaultInstance()));
      case DEAD -> Optional.of(Requests.notMade(actor.row()));
      case DEPENDENCIES_UNREADY, PENDING_CREATION, RESTARTING, UNRECOGNIZED -> Optional.empty();
    };
  }

  private <T> void answer(Function<ActorTable, T> question, StreamObserver<T> caller) {
    Reply.when(store.ask(tables -> question.apply(new ActorTable(tables))), caller);
  }

  private static void refuse(GcsStatus why, StreamObserver<CreateActorReply> caller) {
    Reply.with(caller, CreateActorReply.newBuilder().setStatus(why).build());
  }

  private static GcsStatus unknown(ByteString id) {
    return Statuses.notFound("there is no actor " + ActorIds.hex(id));
  }

  private static GcsStatus statusOf(Registering outcome, RegisterActorRequest request) {
    ActorCreationTaskSpec actor = request.getTaskSpec().getActorCreationTaskSpec();
    return switch (outcome) {
      case Registering.Registered _, Registering.KnownAlready() -> Statuses.ok();
      case Registering.NameTaken() ->
          Statuses.alreadyExists(
              "an actor of the name \"%s\" lives in the namespace \"%s\" already"
                  .formatted(actor.getName(), actor.getRayNamespace()));
      case Registering.OwnerGone(String why) ->
          Statuses.invalid("the actor's owner has ended: " + why);
    };
  }

  private static GetNamedActorInfoReply found(ActorTableData row, ActorTable table) {
    GetNamedActorInfoReply.Builder reply =
        GetNamedActorInfoReply.newBuilder().setStatus(Statuses.ok()).setActorTableData(row);
    table.spec(row.getActorId()).ifPresent(reply::setTaskSpec);
    return reply.build();
  }

  private static NamedActorInfo nameOf(ActorTableData row) {
    return NamedActorInfo.newBuilder()
        .setRayNamespace(row.getRayNamespace())
        .setName(row.getName())
        .build();
  }
}
