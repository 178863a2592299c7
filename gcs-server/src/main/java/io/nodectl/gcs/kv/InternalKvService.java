package io.nodectl.gcs.kv;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The internal key-value store over Ray 2.60's messages.
public final class InternalKvService extends InternalKVGcsServiceImplBase {

  private static final GcsStatus OK = Statuses.ok();
  private static final GcsStatus NO_KEY = Statuses.notFound("Failed to find the key");

  private final Store store;
  private final Function<Tables, String> systemConfig;
  private final MadeUpKeys madeUp;

  /// @param systemConfig the cluster's system configuration as JSON text
  /// @param madeUp answers for keys that are not there
  public InternalKvService(Store store, Function<Tables, String> systemConfig, MadeUpKeys madeUp) {
    this.store = store;
    this.systemConfig = systemConfig;
    this.madeUp = madeUp;
  }

  @Override
  public void internalKVGet(
      InternalKVGetRequest request, StreamObserver<InternalKVGetReply> caller) {
    answer(
        KvLimits.refusal(request.getNamespace(), request.getKey())
            .map(why -> InternalKVGetReply.newBuilder().setStatus(why).build())
            .or(
                () ->
                    KvTable.peek(store, request.getNamespace(), request.getKey())
                        .map(InternalKvService::found)),
        kv ->
            kv.get(request.getNamespace(), request.getKey())
                .or(() -> madeUp.value(request.getNamespace(), request.getKey(), kv.tables()))
                .map(InternalKvService::found)
                .orElseGet(() -> InternalKVGetReply.newBuilder().setStatus(NO_KEY).build()),
        caller);
  }

  private static InternalKVGetReply found(ByteString value) {
    return InternalKVGetReply.newBuilder().setStatus(OK).setValue(value).build();
  }

  @Override
  public void internalKVMultiGet(
      InternalKVMultiGetRequest request, StreamObserver<InternalKVMultiGetReply> caller) {
    answer(
        KvLimits.refusal(request.getNamespace(), request.getKeysList())
            .map(why -> InternalKVMultiGetReply.newBuilder().setStatus(why).build()),
        kv -> found(request, kv),
        caller);
  }

  @Override
  public void internalKVPut(
      InternalKVPutRequest request, StreamObserver<InternalKVPutReply> caller) {
    answer(
        KvLimits.refusal(request.getNamespace(), request.getKey(), request.getValue())
            .map(why -> InternalKVPutReply.newBuilder().setStatus(why).build()),
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
        KvLimits.refusal(request.getNamespace(), request.getKey())
            .map(why -> InternalKVDelReply.newBuilder().setStatus(why).build()),
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
        KvLimits.refusal(request.getNamespace(), request.getKey())
            .map(why -> InternalKVExistsReply.newBuilder().setStatus(why).build()),
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
        KvLimits.refusal(request.getNamespace(), request.getPrefix())
            .map(why -> InternalKVKeysReply.newBuilder().setStatus(why).build()),
        kv -> listed(kv.keys(request.getNamespace(), request.getPrefix())),
        caller);
  }

  @Override
  public void getInternalConfig(
      GetInternalConfigRequest request, StreamObserver<GetInternalConfigReply> caller) {
    Reply.when(
        store.ask(
            tables ->
                GetInternalConfigReply.newBuilder()
                    .setStatus(OK)
                    .setConfig(systemConfig.apply(tables))
                    .build()),
        caller);
  }

  /// @param known the answer if there is no need to ask the store
  private <T> void answer(Optional<T> known, Function<KvTable, T> work, StreamObserver<T> caller) {
    known.ifPresentOrElse(
        reply -> Reply.with(caller, reply),
        () -> Reply.when(store.ask(tables -> work.apply(new KvTable(tables))), caller));
  }

  private static InternalKVMultiGetReply found(InternalKVMultiGetRequest request, KvTable kv) {
    InternalKVMultiGetReply.Builder reply = InternalKVMultiGetReply.newBuilder().setStatus(OK);
    long size = 0;
    for (ByteString key : new LinkedHashSet<>(request.getKeysList())) {
      Optional<ByteString> value = kv.get(request.getNamespace(), key);
      if (value.isPresent()) {
        size += key.size() + value.get().size();
        if (size > KvLimits.ANSWER) {
          return InternalKVMultiGetReply.newBuilder()
              .setStatus(KvLimits.tooMuch("ask for fewer keys at once"))
              .build();
        }
        reply.addResults(MapFieldEntry.newBuilder().setKey(key).setValue(value.get()));
      }
    }
    return reply.build();
  }

  private static InternalKVKeysReply listed(List<ByteString> keys) {
    InternalKVKeysReply.Builder reply = InternalKVKeysReply.newBuilder();
    boolean fits = keys.stream().mapToLong(ByteString::size).sum() <= KvLimits.ANSWER;
    return fits
        ? reply.setStatus(OK).addAllResults(keys).build()
        : reply.setStatus(KvLimits.tooMuch("ask for a longer prefix")).build();
  }
}
