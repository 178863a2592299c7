package io.nodectl.rpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/// A channel that leaves the shared event loop when it has ended.
///
/// {@link #awaitTermination} returns after that, so that whoever waits for the last user of the
/// loop has waited for the loop, too.
final class LoopChannel extends ManagedChannel {

  private final ManagedChannel channel;
  private final EventLoops loops;
  private boolean left;

  /// @param channel uses the loop, which it has entered
  LoopChannel(ManagedChannel channel, EventLoops loops) {
    this.channel = channel;
    this.loops = loops;
  }

  /// Leaves once; who comes second waits until the first one has left.
  synchronized void leave() {
    if (!left) {
      left = true;
      loops.leaveAndWait();
    }
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    boolean terminated = channel.awaitTermination(timeout, unit);
    if (terminated) {
      leave();
    }
    return terminated;
  }

  @Override
  public ManagedChannel shutdown() {
    channel.shutdown();
    return this;
  }

  @Override
  public ManagedChannel shutdownNow() {
    channel.shutdownNow();
    return this;
  }

  @Override
  public boolean isShutdown() {
    return channel.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return channel.isTerminated();
  }

  @Override
  public <A, R> ClientCall<A, R> newCall(MethodDescriptor<A, R> method, CallOptions options) {
    return channel.newCall(method, options);
  }

  @Override
  public String authority() {
    return channel.authority();
  }

  @Override
  public ConnectivityState getState(boolean requestConnection) {
    return channel.getState(requestConnection);
  }

  @Override
  public void notifyWhenStateChanged(ConnectivityState source, Runnable callback) {
    channel.notifyWhenStateChanged(source, callback);
  }

  @Override
  public void resetConnectBackoff() {
    channel.resetConnectBackoff();
  }

  @Override
  public void enterIdle() {
    channel.enterIdle();
  }
}
