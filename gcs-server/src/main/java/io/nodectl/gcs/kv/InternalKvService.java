package io.nodectl.gcs.kv;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetInternalConfigReply;
import io.nodectl.messages.ray.GetInternalConfigRequest;
import io.nodectl.messages.ray.InternalKVDelReply;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVExistsReply;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceImplBase;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysReply;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVMultiGetReply;
import io.nodectl.messages.ray.InternalKVMultiGetRequest;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.MapFieldEntry;
import java.util.function.Function;

/// The internal key-value store over Ray 2.60's messages.
public final class InternalKvService extends InternalKVGcsServiceImplBase {

  /// The cluster's system configuration: none that differs from Ray's defaults.
  private static final String INTERNAL_CONFIG = "{}";

  private static final GcsStatus OK = Statuses.ok();
  private static final GcsStatus NO_KEY = Statuses.notFound("Failed to find the key");

  private final Store store;

  public InternalKvService(Store store) {
    this.store = store;
  }

  @Override
  public void internalKVGet(
      InternalKVGetRequest request, StreamObserver<InternalKVGetReply> caller) {
    answer(
        kv ->
            kv.get(request.getNamespace(), request.getKey())
                .map(value -> InternalKVGetReply.newBuilder().setStatus(OK).setValue(value))
                .orElseGet(() -> InternalKVGetReply.newBuilder().setStatus(NO_KEY))
                .build(),
        caller);
  }

  @Override
  public void internalKVMultiGet(
      InternalKVMultiGetRequest request, StreamObserver<InternalKVMultiGetReply> caller) {
    answer(kv -> found(request, kv), caller);
  }

  @Override
  public void internalKVPut(
      InternalKVPutRequest request, StreamObserver<InternalKVPutReply> caller) {
    answer(
        kv -> {
          ByteString namespace = request.getNamespace();
          boolean added =
              request.getOverwrite()
                  ? kv.put(namespace, request.getKey(), request.getValue())
                  : kv.putIfAbsent(namespace, request.getKey(), request.getValue());
          return InternalKVPutReply.newBuilder().setStatus(OK).setAdded(added).build();
        },
        caller);
  }

  @Override
  public void internalKVDel(
      InternalKVDelRequest request, StreamObserver<InternalKVDelReply> caller) {
    answer(
        kv -> {
          int deleted =
              request.getDelByPrefix()
                  ? kv.deletePrefix(request.getNamespace(), request.getKey())
                  : kv.delete(request.getNamespace(), request.getKey());
          return InternalKVDelReply.newBuilder().setStatus(OK).setDeletedNum(deleted).build();
        },
        caller);
  }

  @Override
  public void internalKVExists(
      InternalKVExistsRequest request, StreamObserver<InternalKVExistsReply> caller) {
    answer(
        kv ->
            InternalKVExistsReply.newBuilder()
                .setStatus(OK)
                .setExists(kv.contains(request.getNamespace(), request.getKey()))
                .build(),
        caller);
  }

  @Override
  public void internalKVKeys(
      InternalKVKeysRequest request, StreamObserver<InternalKVKeysReply> caller) {
    answer(
        kv ->
            InternalKVKeysReply.newBuilder()
                .setStatus(OK)
                .addAllResults(kv.keys(request.getNamespace(), request.getPrefix()))
                .build(),
        caller);
  }

  @Override
  public void getInternalConfig(
      GetInternalConfigRequest request, StreamObserver<GetInternalConfigReply> caller) {
    Reply.with(
        caller,
        GetInternalConfigReply.newBuilder()
            .setStatus(Statuses.ok())
            .setConfig(INTERNAL_CONFIG)
            .build());
  }

  private <T> void answer(Function<KvTable, T> work, StreamObserver<T> caller) {
    Reply.when(store.ask(tables -> work.apply(new KvTable(tables))), caller);
  }

  private static InternalKVMultiGetReply found(InternalKVMultiGetRequest request, KvTable kv) {
    InternalKVMultiGetReply.Builder reply = InternalKVMultiGetReply.newBuilder().setStatus(OK);
    for (ByteString key : request.getKeysList()) {
      kv.get(request.getNamespace(), key)
          .ifPresent(
              value -> reply.addResults(MapFieldEntry.newBuilder().setKey(key).setValue(value)));
    }
    return reply.build();
  }
}
