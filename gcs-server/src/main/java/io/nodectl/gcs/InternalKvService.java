package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
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

/// The internal key-value store over Ray 2.60's messages.
final class InternalKvService extends InternalKVGcsServiceImplBase {

  /// The cluster's system configuration: none that differs from Ray's defaults.
  private static final String INTERNAL_CONFIG = "{}";

  private final KvTable table;

  InternalKvService(KvTable table) {
    this.table = table;
  }

  @Override
  public void internalKVGet(
      InternalKVGetRequest request, StreamObserver<InternalKVGetReply> caller) {
    InternalKVGetReply.Builder reply = InternalKVGetReply.newBuilder();
    table
        .get(request.getNamespace(), request.getKey())
        .ifPresentOrElse(
            value -> reply.setStatus(Statuses.ok()).setValue(value),
            () -> reply.setStatus(Statuses.notFound("Failed to find the key")));
    Reply.with(caller, reply.build());
  }

  @Override
  public void internalKVMultiGet(
      InternalKVMultiGetRequest request, StreamObserver<InternalKVMultiGetReply> caller) {
    InternalKVMultiGetReply.Builder reply =
        InternalKVMultiGetReply.newBuilder().setStatus(Statuses.ok());
    for (ByteString key : request.getKeysList()) {
      table
          .get(request.getNamespace(), key)
          .ifPresent(
              value -> reply.addResults(MapFieldEntry.newBuilder().setKey(key).setValue(value)));
    }
    Reply.with(caller, reply.build());
  }

  @Override
  public void internalKVPut(
      InternalKVPutRequest request, StreamObserver<InternalKVPutReply> caller) {
    ByteString namespace = request.getNamespace();
    boolean added =
        request.getOverwrite()
            ? table.put(namespace, request.getKey(), request.getValue())
            : table.putIfAbsent(namespace, request.getKey(), request.getValue());
    Reply.with(
        caller, InternalKVPutReply.newBuilder().setStatus(Statuses.ok()).setAdded(added).build());
  }

  @Override
  public void internalKVDel(
      InternalKVDelRequest request, StreamObserver<InternalKVDelReply> caller) {
    int deleted =
        request.getDelByPrefix()
            ? table.deletePrefix(request.getNamespace(), request.getKey())
            : table.delete(request.getNamespace(), request.getKey());
    Reply.with(
        caller,
        InternalKVDelReply.newBuilder().setStatus(Statuses.ok()).setDeletedNum(deleted).build());
  }

  @Override
  public void internalKVExists(
      InternalKVExistsRequest request, StreamObserver<InternalKVExistsReply> caller) {
    boolean exists = table.contains(request.getNamespace(), request.getKey());
    Reply.with(
        caller,
        InternalKVExistsReply.newBuilder().setStatus(Statuses.ok()).setExists(exists).build());
  }

  @Override
  public void internalKVKeys(
      InternalKVKeysRequest request, StreamObserver<InternalKVKeysReply> caller) {
    Reply.with(
        caller,
        InternalKVKeysReply.newBuilder()
            .setStatus(Statuses.ok())
            .addAllResults(table.keys(request.getNamespace(), request.getPrefix()))
            .build());
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
}
