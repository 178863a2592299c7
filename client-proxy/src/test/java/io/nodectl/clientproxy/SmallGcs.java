package io.nodectl.clientproxy;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Report;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.InternalKVDelReply;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVExistsReply;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceImplBase;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysReply;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.testparent.AttachedProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// A gcs that keeps values under keys, and has one node.
record SmallGcs(RpcServer server) implements AutoCloseable {

  /// Ray 2.60's code for a missing key.
  private static final int NOT_FOUND = 17;

  static SmallGcs start(Access access) throws BindFailed {
    Guard guard = Guard.closed();
    access.admitBy(guard);
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new SmallGcs(RpcServer.on(loopback).guard(guard).service(new Kv(), new Nodes()).start());
  }

  Endpoint address() {
    return new Endpoint("127.0.0.1", server.address().getPort());
  }

  /// Wires a proxy to this gcs and some agent, and waits until it is ready.
  ///
  /// @return where the proxy listens
  Endpoint behind(AttachedProgram proxy) throws IOException, InterruptedException {
    proxy.withoutAuthentication().wireGcs(address(), 1).wireAgent(5001, 1);
    Endpoint at = proxy.port("client");
    proxy.next(Report.Ready.class);
    return at;
  }

  @Override
  public void close() {
    server.close();
  }

  private record Key(ByteString namespace, ByteString key) {}

  private static <T> void answer(StreamObserver<T> caller, T reply) {
    caller.onNext(reply);
    caller.onCompleted();
  }

  private static final class Nodes extends NodeInfoGcsServiceImplBase {
    @Override
    public void getAllNodeInfo(
        GetAllNodeInfoRequest request, StreamObserver<GetAllNodeInfoReply> caller) {
      GcsNodeInfo node = GcsNodeInfo.newBuilder().putResourcesTotal("CPU", 2).build();
      answer(caller, GetAllNodeInfoReply.newBuilder().addNodeInfoList(node).build());
    }
  }

  private static final class Kv extends InternalKVGcsServiceImplBase {
    private final ConcurrentMap<Key, ByteString> values = new ConcurrentHashMap<>();

    @Override
    public void internalKVGet(
        InternalKVGetRequest request, StreamObserver<InternalKVGetReply> caller) {
      ByteString value = values.get(new Key(request.getNamespace(), request.getKey()));
      var reply = InternalKVGetReply.newBuilder();
      if (value == null) {
        reply.setStatus(GcsStatus.newBuilder().setCode(NOT_FOUND));
      } else {
        reply.setValue(value);
      }
      answer(caller, reply.build());
    }

    @Override
    public void internalKVPut(
        InternalKVPutRequest request, StreamObserver<InternalKVPutReply> caller) {
      var key = new Key(request.getNamespace(), request.getKey());
      boolean added = values.putIfAbsent(key, request.getValue()) == null;
      if (request.getOverwrite()) {
        values.put(key, request.getValue());
      }
      answer(caller, InternalKVPutReply.newBuilder().setAdded(added).build());
    }

    @Override
    public void internalKVDel(
        InternalKVDelRequest request, StreamObserver<InternalKVDelReply> caller) {
      boolean there = values.remove(new Key(request.getNamespace(), request.getKey())) != null;
      answer(caller, InternalKVDelReply.newBuilder().setDeletedNum(there ? 1 : 0).build());
    }

    @Override
    public void internalKVExists(
        InternalKVExistsRequest request, StreamObserver<InternalKVExistsReply> caller) {
      boolean there = values.containsKey(new Key(request.getNamespace(), request.getKey()));
      answer(caller, InternalKVExistsReply.newBuilder().setExists(there).build());
    }

    @Override
    public void internalKVKeys(
        InternalKVKeysRequest request, StreamObserver<InternalKVKeysReply> caller) {
      var reply = InternalKVKeysReply.newBuilder();
      values.keySet().stream()
          .filter(key -> key.namespace().equals(request.getNamespace()))
          .filter(key -> key.key().startsWith(request.getPrefix()))
          .forEach(key -> reply.addResults(key.key()));
      answer(caller, reply.build());
    }
  }
}
