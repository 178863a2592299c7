package io.nodectl.raylet;

import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import io.nodectl.messages.ray.RegisterNodeReply;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeReply;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A gcs that gives every registration the same answer and remembers what it was told.
record RememberingGcs(
    RpcServer server,
    BlockingQueue<GcsNodeInfo> registered,
    BlockingQueue<UnregisterNodeRequest> unregistered,
    BlockingQueue<CheckAliveRequest> checks,
    AtomicBoolean knows)
    implements AutoCloseable {

  static RememberingGcs acknowledging() throws BindFailed {
    return answering(GcsStatus.getDefaultInstance());
  }

  static RememberingGcs answering(GcsStatus answer) throws BindFailed {
    Guard guard = Guard.closed();
    guard.letAllIn();
    return start(guard, answer);
  }

  static RememberingGcs behind(Guard guard) throws BindFailed {
    return start(guard, GcsStatus.getDefaultInstance());
  }

  private static RememberingGcs start(Guard guard, GcsStatus answer) throws BindFailed {
    var registered = new LinkedBlockingQueue<GcsNodeInfo>();
    var unregistered = new LinkedBlockingQueue<UnregisterNodeRequest>();
    var checks = new LinkedBlockingQueue<CheckAliveRequest>();
    var knows = new AtomicBoolean(true);
    var service =
        new NodeInfoGcsServiceImplBase() {
          @Override
          public void registerNode(
              RegisterNodeRequest request, StreamObserver<RegisterNodeReply> caller) {
            registered.add(request.getNodeInfo());
            caller.onNext(RegisterNodeReply.newBuilder().setStatus(answer).build());
            caller.onCompleted();
          }

          @Override
          public void checkAlive(
              CheckAliveRequest request, StreamObserver<CheckAliveReply> caller) {
            checks.add(request);
            caller.onNext(CheckAliveReply.newBuilder().addRayletAlive(knows.get()).build());
            caller.onCompleted();
          }

          @Override
          public void unregisterNode(
              UnregisterNodeRequest request, StreamObserver<UnregisterNodeReply> caller) {
            unregistered.add(request);
            caller.onNext(UnregisterNodeReply.getDefaultInstance());
            caller.onCompleted();
          }
        };
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RpcServer server = RpcServer.on(loopback).guard(guard).service(service).start();
    return new RememberingGcs(server, registered, unregistered, checks, knows);
  }

  Endpoint address() {
    return new Endpoint("127.0.0.1", server.address().getPort());
  }

  /// The next node that registers, waited for.
  GcsNodeInfo nextNode() throws InterruptedException {
    return Optional.ofNullable(registered.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  /// From now on it says that it does not know any node.
  void forget() {
    knows.set(false);
  }

  /// The next question whether a node is alive, waited for.
  CheckAliveRequest nextCheck() throws InterruptedException {
    return Optional.ofNullable(checks.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  /// The next node that says goodbye, waited for.
  UnregisterNodeRequest nextGoodbye() throws InterruptedException {
    return Optional.ofNullable(unregistered.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  /// Who has said goodbye and was not waited for.
  List<UnregisterNodeRequest> goodbyes() {
    return List.copyOf(unregistered);
  }

  @Override
  public void close() {
    server.close();
  }
}
