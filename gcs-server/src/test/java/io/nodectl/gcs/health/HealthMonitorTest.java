package io.nodectl.gcs.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.nodes.Mourner;
import io.nodectl.gcs.nodes.NodeEndpoint;
import io.nodectl.gcs.nodes.NodeTable;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.peers.PeerChannels;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real servers in the place of raylets, and checks some milliseconds apart.
class HealthMonitorTest {

  private static final long HANG_S = 30;

  private final Store store = TestStores.inMemory();
  private final Nodes nodes = new Nodes(store, InstantSource.system());
  private final BlockingQueue<GcsNodeInfo> deaths = new LinkedBlockingQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final HealthMonitor monitor =
      new HealthMonitor(
          LoopbackGcs.hasty(),
          this::counting,
          nodes::lose,
          System::nanoTime,
          HealthMonitor.ownThread());
  private final PeerChannels peers = new PeerChannels(Tls.off());
  private RpcServer raylet;
  private volatile @Nullable NodeId unaskable;

  @BeforeEach
  void start() throws BindFailed {
    raylet = RpcServer.on(LoopbackGcs.ANY_PORT).start();
    peers.authenticate(Access.open());
    nodes.addListener(monitor);
    nodes.addListener(new Mourner(deaths));
    monitor.start();
  }

  @AfterEach
  void stop() {
    monitor.close();
    peers.close();
    raylet.close();
    store.close();
  }

  @Test
  void a_raylet_that_vanishes_is_declared_dead_in_the_words_of_ray() throws InterruptedException {
    raylet.health().serving(TestNodes.id(1).hex());
    register(TestNodes.id(1), onRaylet(1));
    awaitAnswers(5);
    assertTrue(isAlive(TestNodes.id(1)));
    raylet.close();
    assertEquals(
        "health check failed due to missing too many heartbeats",
        nextDeath().getDeathInfo().getReasonMessage());
  }

  @Test
  void another_raylet_that_got_the_port_does_not_keep_the_former_alive()
      throws InterruptedException {
    raylet.health().serving(TestNodes.id(2).hex());
    register(TestNodes.id(1), onRaylet(1));
    register(TestNodes.id(2), onRaylet(2));
    assertEquals(TestNodes.id(1).bytes(), nextDeath().getNodeId());
    assertTrue(isAlive(TestNodes.id(2)));
  }

  @Test
  void a_raylet_that_registers_a_new_port_is_checked_there()
      throws InterruptedException, BindFailed {
    register(TestNodes.id(1), TestNodes.worker(1));
    raylet.health().serving(TestNodes.id(1).hex());
    register(TestNodes.id(1), onRaylet(1));
    answers.set(0);
    awaitAnswers(10);
    assertTrue(isAlive(TestNodes.id(1)));
  }

  @Test
  void a_node_that_has_said_farewell_is_checked_no_more() throws InterruptedException {
    raylet.health().serving(TestNodes.id(1).hex());
    raylet.health().serving(TestNodes.id(2).hex());
    register(TestNodes.id(1), onRaylet(1));
    nodes.unregister(TestNodes.id(1), TestNodes.TERMINATED).join();
    assertEquals(TestNodes.TERMINATED, nextDeath().getDeathInfo());
    register(TestNodes.id(2), onRaylet(2));
    awaitAnswers(5);
    assertTrue(deaths.isEmpty());
  }

  @Test
  void a_node_that_cannot_even_be_asked_is_declared_dead() throws InterruptedException {
    unaskable = TestNodes.id(1);
    register(TestNodes.id(1), onRaylet(1));
    assertEquals(TestNodes.id(1).bytes(), nextDeath().getNodeId());
  }

  private void register(NodeId id, GcsNodeInfo info) {
    nodes.register(id, info).join();
  }

  private boolean isAlive(NodeId id) {
    return store.ask(tables -> new NodeTable(tables).isAlive(id)).join();
  }

  private NodeProbe counting(NodeEndpoint endpoint) {
    if (endpoint.node().equals(unaskable)) {
      throw new IllegalArgumentException("a host that only gRPC finds fault with");
    }
    NodeProbe probe = GrpcNodeProbe.factory(peers, Duration.ofSeconds(HANG_S)).open(endpoint);
    return new CountingProbe(probe, answers);
  }

  private GcsNodeInfo onRaylet(int number) {
    return TestNodes.worker(number).toBuilder()
        .setNodeManagerAddress("127.0.0.1")
        .setNodeManagerPort(raylet.address().getPort())
        .build();
  }

  private GcsNodeInfo nextDeath() throws InterruptedException {
    GcsNodeInfo death = deaths.poll(HANG_S, TimeUnit.SECONDS);
    if (death == null) {
      throw new AssertionError("no node died within " + HANG_S + " s");
    }
    return death;
  }

  private void awaitAnswers(int count) throws InterruptedException {
    synchronized (answers) {
      while (answers.get() < count) {
        answers.wait(TimeUnit.SECONDS.toMillis(HANG_S));
      }
    }
  }
}
