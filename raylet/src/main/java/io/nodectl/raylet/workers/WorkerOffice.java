package io.nodectl.raylet.workers;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.nodectl.handshake.Endpoint;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.NodeResources;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where others come for workers. Nothing is made before the first of them comes: a node starts
/// faster without it, and most never have a worker.
public final class WorkerOffice {
  private static final long AFTER_KILL_MS = 1000;

  private final Premises premises;
  private final Credentials credentials = new Credentials();
  private final NodePeers peers;
  private final CompletableFuture<Endpoint> raylet = new CompletableFuture<>();
  private @Nullable Workers workers;

  /// For the thread of the registration.
  private boolean revived;

  /// What is known before anybody comes.
  ///
  /// @param nodeId of this node, 56 hexadecimal digits
  /// @param nodeIp where others reach this node
  /// @param guard knows the cluster's token
  /// @param tls encryption of calls to other nodes
  /// @param environment of this process
  /// @param session the folder of the node's session
  /// @param onChange hears what is free whenever that has changed
  public record Premises(
      String nodeId,
      String nodeIp,
      Guard guard,
      Tls tls,
      NodeResources resources,
      Map<String, String> environment,
      Path session,
      Consumer<Amounts> onChange) {}

  public WorkerOffice(Premises premises) {
    this.premises = premises;
    this.peers = new NodePeers(premises.tls());
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
      var self =
          new NodeOffer(
              premises.nodeId(),
              raylet.join().toString(),
              premises.resources().total(),
              premises.resources().total(),
              premises.resources().labels(),
              false);
      // Another one follows when this raylet has died, and takes over what this one has asked for.
      var environments = new AgentEnvironments(peers, UUID.randomUUID().toString());
      peers.whenAgentIsWired(environments::askAgain);
      workers =
          new Workers(
              new Workers.Basis(
                  self,
                  premises.resources(),
                  new ProgramLauncher(around(), credentials),
                  new Workers.Outside(
                      environments,
                      new GcsRecords(peers, NodeId.fromHex(premises.nodeId()).bytes()),
                      new GcsCluster(peers, premises.nodeId(), System::nanoTime),
                      new PinnedPackages(peers)),
                  InstantSource.system(),
                  premises.onChange()));
    }
    return workers;
  }

  /// Gcs-server knows this node. If a raylet before this one had workers in this session, what has
  /// become of them is taken up; else there is nothing to do, and nothing is made.
  public void registered() {
    Path folders = around().folders();
    if (revived || !Files.isDirectory(folders)) {
      return;
    }
    revived = true;
    List<Path> left = isEmpty() ? ProgramPlace.in(folders) : List.of();
    Thread.ofVirtual()
        .name("revival")
        .start(
            () -> {
              left.forEach(ProgramPlace::clearAway);
              workers().revive();
            });
  }

  /// Whether nobody has come for a worker yet, so that all folders are of raylets before this one.
  private synchronized boolean isEmpty() {
    return workers == null;
  }

  /// Ends all workers and waits for it.
  ///
  /// @param grace from SIGTERM to SIGKILL
  /// @param comesBack whether a next raylet of this node follows, which launches again what is to
  ///     be
  public void stop(Duration grace, boolean comesBack) {
    Workers all;
    synchronized (this) {
      all = workers;
    }
    if (all != null) {
      all.stopAll(grace, comesBack)
          .completeOnTimeout(null, grace.toMillis() + AFTER_KILL_MS, TimeUnit.MILLISECONDS)
          .join();
      all.close();
    }
    peers.close();
  }
}
