package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.nodectl.messages.ray.InternalKVDelReply;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceBlockingStub;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysReply;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;

/// One namespace of a cluster's internal key-value store.
record KvStore(GcsLink gcs, ByteString namespace) {
  /// What an answer says if there is no such key.
  private static final int NOT_FOUND = 17;

  Optional<ByteString> get(ByteString key) throws ProblemException {
    InternalKVGetRequest request =
        InternalKVGetRequest.newBuilder().setNamespace(namespace).setKey(key).build();
    InternalKVGetReply reply = gcs.answer(channel -> stub(channel).internalKVGet(request));
    if (reply.getStatus().getCode() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(gcs.ask(_ -> reply, InternalKVGetReply::getStatus).getValue());
  }

  /// Sets the value, whether the key is there or not.
  ///
  /// @return whether the key is new
  boolean put(ByteString key, ByteString value) throws ProblemException {
    return put(InternalKVPutRequest.newBuilder().setKey(key).setValue(value).setOverwrite(true));
  }

  /// Sets the value unless the key is there.
  ///
  /// @return whether the key is new
  boolean putIfAbsent(ByteString key, ByteString value) throws ProblemException {
    return put(InternalKVPutRequest.newBuilder().setKey(key).setValue(value));
  }

  private boolean put(InternalKVPutRequest.Builder wish) throws ProblemException {
    InternalKVPutRequest request = wish.setNamespace(namespace).build();
    return gcs.ask(channel -> stub(channel).internalKVPut(request), InternalKVPutReply::getStatus)
        .getAdded();
  }

  /// Removes a key.
  ///
  /// @return how many went: 0 or 1
  int delete(ByteString key) throws ProblemException {
    return delete(InternalKVDelRequest.newBuilder().setKey(key));
  }

  /// Removes all keys that begin so.
  ///
  /// @return how many went
  int deletePrefix(ByteString prefix) throws ProblemException {
    return delete(InternalKVDelRequest.newBuilder().setKey(prefix).setDelByPrefix(true));
  }

  private int delete(InternalKVDelRequest.Builder wish) throws ProblemException {
    InternalKVDelRequest request = wish.setNamespace(namespace).build();
    return gcs.ask(channel -> stub(channel).internalKVDel(request), InternalKVDelReply::getStatus)
        .getDeletedNum();
  }

  List<ByteString> keys(ByteString prefix) throws ProblemException {
    InternalKVKeysRequest request =
        InternalKVKeysRequest.newBuilder().setNamespace(namespace).setPrefix(prefix).build();
    return gcs.ask(channel -> stub(channel).internalKVKeys(request), InternalKVKeysReply::getStatus)
        .getResultsList();
  }

  private static InternalKVGcsServiceBlockingStub stub(Channel channel) {
    return InternalKVGcsServiceGrpc.newBlockingStub(channel);
  }
}
