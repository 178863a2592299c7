package io.nodectl.clientproxy;

import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.InternalKVDelReply;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVExistsReply;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysReply;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.InternalKVPutRequest;
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

/// Says the key-value calls of a client in the words of gcs, and back. An absent namespace and an
/// empty one are both the default namespace, as in Ray 2.60. Pure.
final class KvTranslation {

  /// `NotFound` of Ray 2.60's status codes (`ray/common/status.h`).
  private static final int NOT_FOUND = 17;

  private KvTranslation() {}

  static InternalKVGetRequest toGcs(KVGetRequest request) {
    return InternalKVGetRequest.newBuilder()
        .setKey(request.getKey())
        .setNamespace(request.getNamespace())
        .build();
  }

  /// A missing key is an answer here, not an error.
  static GcsStatus statusOf(InternalKVGetReply reply) {
    return reply.getStatus().getCode() == NOT_FOUND
        ? GcsStatus.getDefaultInstance()
        : reply.getStatus();
  }

  static KVGetResponse toClient(InternalKVGetReply reply) {
    return reply.getStatus().getCode() == NOT_FOUND
        ? KVGetResponse.getDefaultInstance()
        : KVGetResponse.newBuilder().setValue(reply.getValue()).build();
  }

  static InternalKVPutRequest toGcs(KVPutRequest request) {
    return InternalKVPutRequest.newBuilder()
        .setKey(request.getKey())
        .setValue(request.getValue())
        .setOverwrite(request.getOverwrite())
        .setNamespace(request.getNamespace())
        .build();
  }

  /// A client is told whether the key was there before, also when its value was replaced.
  static KVPutResponse toClient(InternalKVPutReply reply) {
    return KVPutResponse.newBuilder().setAlreadyExists(!reply.getAdded()).build();
  }

  static InternalKVDelRequest toGcs(KVDelRequest request) {
    return InternalKVDelRequest.newBuilder()
        .setKey(request.getKey())
        .setDelByPrefix(request.getDelByPrefix())
        .setNamespace(request.getNamespace())
        .build();
  }

  static KVDelResponse toClient(InternalKVDelReply reply) {
    return KVDelResponse.newBuilder().setDeletedNum(reply.getDeletedNum()).build();
  }

  static InternalKVKeysRequest toGcs(KVListRequest request) {
    return InternalKVKeysRequest.newBuilder()
        .setPrefix(request.getPrefix())
        .setNamespace(request.getNamespace())
        .build();
  }

  static KVListResponse toClient(InternalKVKeysReply reply) {
    return KVListResponse.newBuilder().addAllKeys(reply.getResultsList()).build();
  }

  static InternalKVExistsRequest toGcs(KVExistsRequest request) {
    return InternalKVExistsRequest.newBuilder()
        .setKey(request.getKey())
        .setNamespace(request.getNamespace())
        .build();
  }

  static KVExistsResponse toClient(InternalKVExistsReply reply) {
    return KVExistsResponse.newBuilder().setExists(reply.getExists()).build();
  }
}
