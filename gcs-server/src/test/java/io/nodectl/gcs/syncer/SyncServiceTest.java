package io.nodectl.gcs.syncer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllAvailableResourcesRequest;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.BindFailed;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SyncServiceTest {

  private LoopbackGcs gcs;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
    channel = gcs.client(gcs.cluster());
    register(worker(1));
    register(worker(2));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    gcs.close();
  }

  @Test
  void the_gcs_says_who_it_is() {
    assertEquals("0".repeat(56), open(1).peer());
  }

  @Test
  void views_go_to_the_others_unchanged_and_never_back() throws InterruptedException {
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    one.tell(view(1, 0, 4));
    assertEquals(view(1, 0, 4), two.next());
    two.tell(view(2, 0, 2));
    assertEquals(view(2, 0, 2), one.next());
    one.tell(view(1, 3, 3));
    assertEquals(view(1, 3, 3), two.next());
  }

  @Test
  void who_comes_later_hears_how_the_others_are() throws InterruptedException {
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    one.tell(view(1, 0, 4));
    assertEquals(view(1, 0, 4), two.next());
    register(worker(3));
    assertEquals(view(1, 0, 4), open(3).next());
  }

  @Test
  void an_older_version_is_dropped() throws InterruptedException {
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    one.tell(view(1, 5, 4));
    one.tell(view(1, 4, 1));
    assertEquals(view(1, 5, 4), two.next());
    one.tell(view(1, 6, 2));
    assertEquals(view(1, 6, 2), two.next());
    assertEquals(Map.of("CPU", 2.0), free(1));
  }

  @Test
  void nobody_speaks_for_another_node() throws InterruptedException {
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    one.tell(view(2, 9, 0));
    one.tell(view(1, 0, 4));
    assertEquals(view(1, 0, 4), two.next());
    assertEquals(Map.of("CPU", 8.0), free(2));
  }

  @Test
  void a_node_that_takes_no_leases_is_not_shown_to_the_others() throws InterruptedException {
    register(worker(3).toBuilder().clearObjectStoreSocketName().build());
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    SyncedNode three = open(3);
    three.tell(view(3, 0, 4));
    three.finish();
    assertEquals(Status.Code.OK, three.end().getCode());
    one.tell(view(1, 0, 4));
    assertEquals(view(1, 0, 4), two.next());
  }

  @Test
  void a_second_stream_of_a_node_takes_the_place_of_the_first() throws InterruptedException {
    SyncedNode first = open(1);
    SyncedNode two = open(2);
    first.tell(view(1, 7, 4));
    assertEquals(view(1, 7, 4), two.next());
    SyncedNode second = open(1);
    assertEquals(Status.Code.CANCELLED, first.end().getCode());
    second.tell(view(1, 0, 3));
    assertEquals(view(1, 0, 3), two.next());
  }

  @Test
  void a_stream_that_breaks_leaves_the_node_alive() throws InterruptedException {
    SyncedNode one = open(1);
    SyncedNode two = open(2);
    one.tell(view(1, 0, 4));
    assertEquals(view(1, 0, 4), two.next());
    one.vanish();
    assertEquals(Map.of("CPU", 4.0), free(1));
    open(1).tell(view(1, 0, 2));
    assertEquals(view(1, 0, 2), two.next());
  }

  @Test
  void the_stream_of_a_dead_node_is_ended() {
    SyncedNode one = open(1);
    assertEquals("0".repeat(56), one.peer());
    var _ =
        gcs.nodes()
            .unregisterNode(
                UnregisterNodeRequest.newBuilder().setNodeId(TestNodes.id(1).bytes()).build());
    assertEquals(Status.Code.NOT_FOUND, one.end().getCode());
    assertEquals(Status.Code.NOT_FOUND, open(1).end().getCode());
  }

  @Test
  void who_does_not_say_which_node_it_is_is_refused() {
    assertEquals(Status.Code.INVALID_ARGUMENT, SyncedNode.open(channel, "abc").end().getCode());
  }

  private SyncedNode open(int node) {
    return SyncedNode.open(channel, TestNodes.id(node).hex());
  }

  private void register(GcsNodeInfo node) {
    assertEquals(
        0,
        gcs.nodes()
            .registerNode(RegisterNodeRequest.newBuilder().setNodeInfo(node).build())
            .getStatus()
            .getCode());
  }

  private Map<String, Double> free(int node) {
    return NodeResourceInfoGcsServiceGrpc.newBlockingStub(channel)
        .getAllAvailableResources(GetAllAvailableResourcesRequest.getDefaultInstance())
        .getResourcesListList()
        .stream()
        .filter(row -> row.getNodeId().equals(TestNodes.id(node).bytes()))
        .findFirst()
        .orElseThrow()
        .getResourcesAvailableMap();
  }

  private static GcsNodeInfo worker(int number) {
    return TestNodes.worker(number).toBuilder()
        .setObjectStoreSocketName("/store-" + number)
        .putResourcesTotal("CPU", 8)
        .build();
  }

  private static RaySyncMessage view(int node, long version, double freeCpus) {
    return RaySyncMessage.newBuilder()
        .setNodeId(TestNodes.id(node).bytes())
        .setVersion(version)
        .setSyncMessage(
            ResourceViewSyncMessage.newBuilder()
                .putResourcesTotal("CPU", 8)
                .putResourcesAvailable("CPU", freeCpus)
                .build()
                .toByteString())
        .build();
  }
}
