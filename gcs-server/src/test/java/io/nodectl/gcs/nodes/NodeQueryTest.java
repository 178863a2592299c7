package io.nodectl.gcs.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessReply;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessRequest;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetAllNodeInfoRequest.NodeSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeQueryTest {

  private static final GcsNodeInfo HEAD = TestNodes.head(1);
  private static final GcsNodeInfo WORKER = TestNodes.worker(2);
  private static final GcsNodeInfo CORPSE =
      TestNodes.worker(3).toBuilder()
          .setState(GcsNodeState.DEAD)
          .setDeathInfo(TestNodes.TERMINATED)
          .build();
  private static final List<GcsNodeInfo> ALL = List.of(HEAD, WORKER, CORPSE);

  @Test
  void without_conditions_all_nodes_are_meant_the_dead_too() {
    GetAllNodeInfoReply reply = ask(GetAllNodeInfoRequest.newBuilder());
    assertEquals(ALL, reply.getNodeInfoListList());
    assertEquals(3, reply.getTotal());
    assertEquals(0, reply.getNumFiltered());
    assertEquals(Statuses.ok(), reply.getStatus());
  }

  @Test
  void selectors_are_alternatives() {
    GetAllNodeInfoReply reply =
        ask(
            request(
                NodeSelector.newBuilder().setNodeId(TestNodes.id(1).bytes()),
                NodeSelector.newBuilder().setNodeName("node-3")));
    assertEquals(List.of(HEAD, CORPSE), reply.getNodeInfoListList());
    assertEquals(1, reply.getNumFiltered());
    assertEquals(3, reply.getTotal());
  }

  @Test
  void each_kind_of_selector_finds_its_node() {
    assertEquals(
        List.of(HEAD),
        ask(request(NodeSelector.newBuilder().setIsHeadNode(true))).getNodeInfoListList());
    assertEquals(
        List.of(WORKER, CORPSE),
        ask(request(NodeSelector.newBuilder().setIsHeadNode(false))).getNodeInfoListList());
    assertEquals(
        List.of(WORKER),
        ask(request(NodeSelector.newBuilder().setNodeIpAddress("127.0.0.2")))
            .getNodeInfoListList());
    assertEquals(List.of(), ask(request(NodeSelector.newBuilder())).getNodeInfoListList());
  }

  @Test
  void the_state_must_hold_whatever_the_selectors_say() {
    assertEquals(
        List.of(WORKER),
        ask(request(NodeSelector.newBuilder().setIsHeadNode(false))
                .setStateFilter(GcsNodeState.ALIVE))
            .getNodeInfoListList());
    assertEquals(
        List.of(CORPSE),
        ask(GetAllNodeInfoRequest.newBuilder().setStateFilter(GcsNodeState.DEAD))
            .getNodeInfoListList());
  }

  @Test
  void a_limit_cuts_and_says_how_many_are_missing() {
    GetAllNodeInfoReply reply = ask(GetAllNodeInfoRequest.newBuilder().setLimit(1));
    assertEquals(List.of(HEAD), reply.getNodeInfoListList());
    assertEquals(3, reply.getTotal());
    assertEquals(2, reply.getNumFiltered());
    for (long none : new long[] {0, -1, Long.MIN_VALUE}) {
      assertEquals(
          3, ask(GetAllNodeInfoRequest.newBuilder().setLimit(none)).getNodeInfoListCount());
    }
  }

  @Test
  void an_id_of_another_length_is_refused_with_both_lengths() {
    GetAllNodeInfoReply reply =
        ask(request(NodeSelector.newBuilder().setNodeId(ByteString.copyFromUtf8("short"))));
    assertEquals(Statuses.INVALID, reply.getStatus().getCode());
    assertTrue(reply.getStatus().getMessage().contains("28 bytes, this has 5"));
    GetAllNodeAddressAndLivenessReply liveness =
        NodeQuery.answer(
            GetAllNodeAddressAndLivenessRequest.newBuilder().addNodeIds(ByteString.EMPTY).build(),
            ALL);
    assertEquals(Statuses.INVALID, liveness.getStatus().getCode());
  }

  @Test
  void addresses_and_liveness_of_named_nodes_in_a_state() {
    GetAllNodeAddressAndLivenessRequest request =
        GetAllNodeAddressAndLivenessRequest.newBuilder()
            .addNodeIds(TestNodes.id(2).bytes())
            .addNodeIds(TestNodes.id(3).bytes())
            .build();
    GetAllNodeAddressAndLivenessReply both = NodeQuery.answer(request, ALL);
    assertEquals(2, both.getNodeInfoListCount());
    assertEquals(10_002, both.getNodeInfoList(0).getNodeManagerPort());
    assertEquals(20_002, both.getNodeInfoList(0).getObjectManagerPort());
    assertEquals(TestNodes.TERMINATED, both.getNodeInfoList(1).getDeathInfo());
    GetAllNodeAddressAndLivenessReply dead =
        NodeQuery.answer(
            request.toBuilder().setStateFilter(GcsNodeState.DEAD).setLimit(5).build(), ALL);
    assertEquals(1, dead.getNodeInfoListCount());
  }

  private static GetAllNodeInfoReply ask(GetAllNodeInfoRequest.Builder request) {
    return NodeQuery.answer(request.build(), ALL);
  }

  private static GetAllNodeInfoRequest.Builder request(NodeSelector.Builder... selectors) {
    GetAllNodeInfoRequest.Builder request = GetAllNodeInfoRequest.newBuilder();
    for (NodeSelector.Builder selector : selectors) {
      request.addNodeSelectors(selector);
    }
    return request;
  }
}
