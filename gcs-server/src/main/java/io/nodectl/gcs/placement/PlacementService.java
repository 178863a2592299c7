package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.CreatePlacementGroupReply;
import io.nodectl.messages.ray.CreatePlacementGroupRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllPlacementGroupReply;
import io.nodectl.messages.ray.GetAllPlacementGroupRequest;
import io.nodectl.messages.ray.GetNamedPlacementGroupReply;
import io.nodectl.messages.ray.GetNamedPlacementGroupRequest;
import io.nodectl.messages.ray.GetPlacementGroupReply;
import io.nodectl.messages.ray.GetPlacementGroupRequest;
import io.nodectl.messages.ray.PlacementGroupInfoGcsServiceGrpc.PlacementGroupInfoGcsServiceImplBase;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.RemovePlacementGroupReply;
import io.nodectl.messages.ray.RemovePlacementGroupRequest;
import io.nodectl.messages.ray.WaitPlacementGroupUntilReadyReply;
import io.nodectl.messages.ray.WaitPlacementGroupUntilReadyRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Placement groups over Ray 2.60's messages. Who asks for one that is not there is answered with
/// none, as there.
public final class PlacementService extends PlacementGroupInfoGcsServiceImplBase {

  private final Store store;
  private final PlacementGroups groups;

  public PlacementService(Store store, PlacementGroups groups) {
    this.store = store;
    this.groups = groups;
  }

  @Override
  public void createPlacementGroup(
      CreatePlacementGroupRequest request, StreamObserver<CreatePlacementGroupReply> caller) {
    Reply.when(
        Statuses.invalidOr(
                GroupAdmission.problem(request.getPlacementGroupSpec()),
                () -> groups.create(request.getPlacementGroupSpec()))
            .thenApply(status -> CreatePlacementGroupReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void removePlacementGroup(
      RemovePlacementGroupRequest request, StreamObserver<RemovePlacementGroupReply> caller) {
    ByteString id = request.getPlacementGroupId();
    Reply.when(
        Statuses.invalidOr(IdKind.PLACEMENT_GROUP.problem(id), () -> groups.remove(id))
            .thenApply(status -> RemovePlacementGroupReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void getPlacementGroup(
      GetPlacementGroupRequest request, StreamObserver<GetPlacementGroupReply> caller) {
    ByteString id = request.getPlacementGroupId();
    var reply = GetPlacementGroupReply.newBuilder();
    Optional<String> problem = IdKind.PLACEMENT_GROUP.problem(id);
    if (problem.isPresent()) {
      Reply.with(caller, reply.setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    Reply.when(
        store
            .ask(tables -> new GroupRows(tables).find(id))
            .thenApply(
                row -> {
                  row.map(this::live).ifPresent(reply::setPlacementGroupTableData);
                  return reply.setStatus(Statuses.ok()).build();
                }),
        caller);
  }

  @Override
  public void getNamedPlacementGroup(
      GetNamedPlacementGroupRequest request, StreamObserver<GetNamedPlacementGroupReply> caller) {
    var reply = GetNamedPlacementGroupReply.newBuilder().setStatus(Statuses.ok());
    Reply.when(
        store
            .ask(
                tables -> new GroupRows(tables).named(request.getName(), request.getRayNamespace()))
            .thenApply(
                row -> {
                  row.map(this::live).ifPresent(reply::setPlacementGroupTableData);
                  return reply.build();
                }),
        caller);
  }

  @Override
  public void getAllPlacementGroup(
      GetAllPlacementGroupRequest request, StreamObserver<GetAllPlacementGroupReply> caller) {
    long limit = request.hasLimit() && request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
    Reply.when(
        store
            .ask(tables -> new GroupRows(tables).all())
            .thenApply(
                rows -> {
                  List<PlacementGroupTableData> shown =
                      rows.stream().limit(limit).map(this::live).toList();
                  return GetAllPlacementGroupReply.newBuilder()
                      .setStatus(Statuses.ok())
                      .addAllPlacementGroupTableData(shown)
                      .setTotal(rows.size())
                      .build();
                }),
        caller);
  }

  /// Held until the group is there, for as long as the caller holds out.
  @Override
  public void waitPlacementGroupUntilReady(
      WaitPlacementGroupUntilReadyRequest request,
      StreamObserver<WaitPlacementGroupUntilReadyReply> caller) {
    ByteString id = request.getPlacementGroupId();
    CompletableFuture<GcsStatus> ready =
        Statuses.invalidOr(IdKind.PLACEMENT_GROUP.problem(id), () -> groups.whenReady(id));
    ((ServerCallStreamObserver<WaitPlacementGroupUntilReadyReply>) caller)
        .setOnCancelHandler(() -> ready.cancel(false));
    Reply.when(
        ready.thenApply(
            status -> WaitPlacementGroupUntilReadyReply.newBuilder().setStatus(status).build()),
        caller);
  }

  /// Attempts are not kept one by one, but shown.
  private PlacementGroupTableData live(PlacementGroupTableData row) {
    return groups
        .liveStats(row.getPlacementGroupId())
        .map(stats -> row.toBuilder().setStats(stats).build())
        .orElse(row);
  }
}
