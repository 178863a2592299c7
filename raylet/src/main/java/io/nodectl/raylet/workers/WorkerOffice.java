package io.nodectl.raylet.workers;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.nodectl.handshake.Endpoint;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.NodeResources;
import io.nodectl.rpc.Guard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where others come for workers. Nothing is made before the first of them comes: a node starts
/// faster without it, and most never have a worker.
public final class WorkerOffice {
  private final Premises premises;
  private final Credentials credentials = new Credentials();
  private final NodePeers peers = new NodePeers();
  private final CompletableFuture<Endpoint> raylet = new CompletableFuture<>();
  private @Nullable Workers workers;

  /// What is known before anybody comes.
  ///
  /// @param nodeId of this node, 56 hexadecimal digits
  /// @param nodeIp where others reach this node
  /// @param guard knows the cluster's token
  /// @param environment of this process
  /// @param session the folder of the node's session
  /// @param onChange hears what is free whenever that has changed
  public record Premises(
      String nodeId,
      String nodeIp,
      Guard guard,
      NodeResources resources,
      Map<String, String> environment,
      Path session,
      Consumer<Amounts> onChange) {}

  public WorkerOffice(Premises premises) {
    this.premises = premises;
  }

  /// Where workers will find this raylet.
  public void listensAt(Endpoint address) {
    raylet.complete(address);
  }

  /// The service, over the wire.
  public ServerServiceDefinition service() {
    return ServerInterceptors.interceptForward(
        new WorkersService(workers(), new Contexts(around(), premises.nodeIp(), peers)),
        new Visitor(premises.guard(), credentials));
  }

  private Surrounding around() {
    return new Surrounding(
        premises.environment(), premises.session(), premises.nodeId(), raylet.join().toString());
  }

  /// Who is told where the peers of this node are.
  public NodePeers peers() {
    return peers;
  }

  private synchronized Workers workers() {
    if (workers == null) {
      workers =
          new Workers(
              new Workers.Basis(
                  premises.nodeId(),
                  premises.resources(),
                  new ProgramLauncher(around(), credentials),
                  Environments.NONE,
                  InstantSource.system(),
                  premises.onChange()));
    }
    return workers;
  }

  /// Ends all workers and waits for it.
  ///
  /// @param grace from SIGTERM to SIGKILL
  public void stop(Duration grace) {
    Workers all;
    synchronized (this) {
      all = workers;
    }
    if (all != null) {
      all.stopAll(grace)
          .completeOnTimeout(null, grace.toMillis() + 1000, TimeUnit.MILLISECONDS)
          .join();
      all.close();
    }
  }
}
