package io.nodectl.clientproxy;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.ClientListNamedActorsRequest;
import io.nodectl.messages.ray.ClientListNamedActorsResponse;
import io.nodectl.messages.ray.ClientPinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.ClientPinRuntimeEnvURIResponse;
import io.nodectl.messages.ray.ClientTask;
import io.nodectl.messages.ray.ClientTaskTicket;
import io.nodectl.messages.ray.ClusterInfoRequest;
import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.GetRequest;
import io.nodectl.messages.ray.GetResponse;
import io.nodectl.messages.ray.InitRequest;
import io.nodectl.messages.ray.InitResponse;
import io.nodectl.messages.ray.InternalKVDelReply;
import io.nodectl.messages.ray.InternalKVExistsReply;
import io.nodectl.messages.ray.InternalKVKeysReply;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.KVDelRequest;
import io.nodectl.messages.ray.KVDelResponse;
import io.nodectl.messages.ray.KVExistsRequest;
import io.nodectl.messages.ray.KVExistsResponse;
import io.nodectl.messages.ray.KVGetRequest;
import io.nodectl.messages.ray.KVGetResponse;
import io.nodectl.messages.ray.KVListRequest;
import io.nodectl.messages.ray.KVListResponse;
import io.nodectl.messages.ray.KVPutRequest;
import io.nodectl.messages.ray.KVPutResponse;
import io.nodectl.messages.ray.PrepRuntimeEnvRequest;
import io.nodectl.messages.ray.PrepRuntimeEnvResponse;
import io.nodectl.messages.ray.PutRequest;
import io.nodectl.messages.ray.PutResponse;
import io.nodectl.messages.ray.RayletDriverGrpc;
import io.nodectl.messages.ray.TerminateRequest;
import io.nodectl.messages.ray.TerminateResponse;
import io.nodectl.messages.ray.WaitRequest;
import io.nodectl.messages.ray.WaitResponse;

/// `ray.rpc.RayletDriver`: the unary calls of a client.
final class DriverService extends RayletDriverGrpc.RayletDriverImplBase {

  private final Relay gcs;

  DriverService(Relay gcs) {
    this.gcs = gcs;
  }

  @Override
  public void clusterInfo(ClusterInfoRequest request, StreamObserver<ClusterInfoResponse> client) {
    switch (request.getType()) {
      case PING -> {
        client.onNext(ClusterAnswers.pong());
        client.onCompleted();
      }
      case DASHBOARD_URL -> gcs.answer(ClusterAnswers.noDashboard(), client);
      case IS_INITIALIZED -> gcs.ask(ClusterAnswers.isInitialized(), client);
      case NODES -> gcs.ask(ClusterAnswers.nodes(), client);
      case CLUSTER_RESOURCES -> gcs.ask(ClusterAnswers.totalResources(), client);
      case AVAILABLE_RESOURCES, RUNTIME_CONTEXT, TIMELINE, UNRECOGNIZED ->
          refuse("ClusterInfo of type " + request.getType() + " is", client);
    }
  }

  @Override
  public void kVGet(KVGetRequest request, StreamObserver<KVGetResponse> client) {
    gcs.ask(
        new Question<>(
            (to, reply) -> to.kv().internalKVGet(KvTranslation.toGcs(request), reply),
            KvTranslation::statusOf,
            KvTranslation::toClient),
        client);
  }

  @Override
  public void kVPut(KVPutRequest request, StreamObserver<KVPutResponse> client) {
    gcs.ask(
        new Question<>(
            (to, reply) -> to.kv().internalKVPut(KvTranslation.toGcs(request), reply),
            InternalKVPutReply::getStatus,
            KvTranslation::toClient),
        client);
  }

  @Override
  public void kVDel(KVDelRequest request, StreamObserver<KVDelResponse> client) {
    gcs.ask(
        new Question<>(
            (to, reply) -> to.kv().internalKVDel(KvTranslation.toGcs(request), reply),
            InternalKVDelReply::getStatus,
            KvTranslation::toClient),
        client);
  }

  @Override
  public void kVList(KVListRequest request, StreamObserver<KVListResponse> client) {
    gcs.ask(
        new Question<>(
            (to, reply) -> to.kv().internalKVKeys(KvTranslation.toGcs(request), reply),
            InternalKVKeysReply::getStatus,
            KvTranslation::toClient),
        client);
  }

  @Override
  public void kVExists(KVExistsRequest request, StreamObserver<KVExistsResponse> client) {
    gcs.ask(
        new Question<>(
            (to, reply) -> to.kv().internalKVExists(KvTranslation.toGcs(request), reply),
            InternalKVExistsReply::getStatus,
            KvTranslation::toClient),
        client);
  }

  /// The one refused call that a client makes before its session: to pin a package before it
  /// uploads it.
  @Override
  public void pinRuntimeEnvURI(
      ClientPinRuntimeEnvURIRequest request,
      StreamObserver<ClientPinRuntimeEnvURIResponse> client) {
    client.onError(Refusal.unimplementedForGood("runtime environments with packages are"));
  }

  @Override
  public void init(InitRequest request, StreamObserver<InitResponse> client) {
    refuse(DatapathService.SESSIONS, client);
  }

  @Override
  public void prepRuntimeEnv(
      PrepRuntimeEnvRequest request, StreamObserver<PrepRuntimeEnvResponse> client) {
    refuse("PrepRuntimeEnv is", client);
  }

  @Override
  public void getObject(GetRequest request, StreamObserver<GetResponse> client) {
    refuse("GetObject is", client);
  }

  @Override
  public void putObject(PutRequest request, StreamObserver<PutResponse> client) {
    refuse("PutObject is", client);
  }

  @Override
  public void waitObject(WaitRequest request, StreamObserver<WaitResponse> client) {
    refuse("WaitObject is", client);
  }

  @Override
  public void schedule(ClientTask request, StreamObserver<ClientTaskTicket> client) {
    refuse("Schedule is", client);
  }

  @Override
  public void terminate(TerminateRequest request, StreamObserver<TerminateResponse> client) {
    refuse("Terminate is", client);
  }

  @Override
  public void listNamedActors(
      ClientListNamedActorsRequest request, StreamObserver<ClientListNamedActorsResponse> client) {
    refuse("ListNamedActors is", client);
  }

  private static void refuse(String what, StreamObserver<?> client) {
    client.onError(Refusal.unimplemented(what));
  }
}
