package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.handshake.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the guardian, or whoever else started the supervisor, tells it. What comes before there is
/// a node to tell waits for it.
final class SupervisorOrders implements OrderListener {
  /// Said when the command that asked for the start went away.
  static final String STARTER_GONE = "X-STARTER-GONE";

  private final CompletableFuture<Optional<NodeSpec>> spec = new CompletableFuture<>();
  private final List<NodeEvent> early = new ArrayList<>();
  private @Nullable Consumer<NodeEvent> node;

  /// Waits for the node's description.
  ///
  /// @return empty if nobody wants the node any more
  Optional<NodeSpec> awaitSpec() throws InterruptedException {
    try {
      return spec.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidInput invalid) {
        throw invalid;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void config(Order.Config config) {
    try {
      spec.complete(Optional.of(NodeSpecFields.read(config.values())));
    } catch (IllegalArgumentException e) {
      spec.completeExceptionally(new InvalidInput(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void extension(Order.Extension extension) {
    if (extension.kind().equals(STARTER_GONE)) {
      tell(new NodeEvent.StarterGone());
    }
  }

  @Override
  public void stop(StopReason reason) {
    spec.complete(Optional.empty());
    String why =
        switch (reason.cause()) {
          case STOP, RESTART -> "asked to stop";
          case PARENT_GONE -> "the guardian is gone";
          case SIGNAL -> "stopped by a signal";
        };
    tell(new NodeEvent.StopAsked(why, reason.grace()));
    if (reason.cause() == StopReason.Cause.PARENT_GONE) {
      String message =
          "the node's guardian died, so the supervisor took everything down. Start the node again.";
      tell(new NodeEvent.Broken(Problem.ofNode(ExitCode.COMPONENT_FAILED, message)));
    }
  }

  /// From now on the node is told at once.
  synchronized void tellFromNowOn(Consumer<NodeEvent> supervisor) {
    node = supervisor;
    early.forEach(supervisor);
    early.clear();
  }

  private synchronized void tell(NodeEvent event) {
    if (node == null) {
      early.add(event);
    } else {
      node.accept(event);
    }
  }
}
