package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsNodeAddressAndLiveness;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessReply;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessRequest;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetAllNodeInfoRequest.NodeSelector;
import io.nodectl.rpc.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which nodes a request asks for, by the rules of Ray 2.60: selectors are alternatives, the state
/// must hold in any case, the limit comes last. A limit of 0 or less is none.
final class NodeQuery {

  private NodeQuery() {}

  static GetAllNodeInfoReply answer(GetAllNodeInfoRequest request, List<GcsNodeInfo> all) {
    Optional<String> malformed = malformedSelector(request);
    if (malformed.isPresent()) {
      return GetAllNodeInfoReply.newBuilder().setStatus(Statuses.invalid(malformed.get())).build();
    }
    Predicate<GcsNodeInfo> wanted =
        node ->
            (!request.hasStateFilter() || node.getState() == request.getStateFilter())
                && isSelected(node, request.getNodeSelectorsList());
    List<GcsNodeInfo> chosen =
        all.stream().filter(wanted).limit(limit(request.hasLimit(), request.getLimit())).toList();
    return GetAllNodeInfoReply.newBuilder()
        .setStatus(Statuses.ok())
        .addAllNodeInfoList(chosen)
        .setTotal(all.size())
        .setNumFiltered(all.size() - chosen.size())
        .build();
  }

  static GetAllNodeAddressAndLivenessReply answer(
      GetAllNodeAddressAndLivenessRequest request, List<GcsNodeInfo> all) {
    Set<ByteString> ids = new HashSet<>(request.getNodeIdsList());
    Optional<String> malformed =
        ids.stream().filter(id -> !isId(id)).findAny().map(NodeQuery::wrongLength);
    GetAllNodeAddressAndLivenessReply.Builder reply =
        GetAllNodeAddressAndLivenessReply.newBuilder();
    if (malformed.isPresent()) {
      return reply.setStatus(Statuses.invalid(malformed.get())).build();
    }
    Predicate<GcsNodeInfo> wanted =
        node ->
            (!request.hasStateFilter() || node.getState() == request.getStateFilter())
                && (ids.isEmpty() || ids.contains(node.getNodeId()));
    all.stream()
        .filter(wanted)
        .limit(limit(request.hasLimit(), request.getLimit()))
        .forEach(node -> reply.addNodeInfoList(addressAndLiveness(node)));
    return reply.setStatus(Statuses.ok()).build();
  }

  /// Why these bytes are no node id; Ray's programs abort on one, so it is never taken in.
  static String wrongLength(ByteString id) {
    return "a node id has %d bytes, this has %d".formatted(NodeId.LENGTH, id.size());
  }

  private static boolean isId(ByteString bytes) {
    return bytes.size() == NodeId.LENGTH;
  }

  private static Optional<String> malformedSelector(GetAllNodeInfoRequest request) {
    return request.getNodeSelectorsList().stream()
        .filter(selector -> selector.hasNodeId() && !isId(selector.getNodeId()))
        .findAny()
        .map(selector -> wrongLength(selector.getNodeId()));
  }

  private static boolean isSelected(GcsNodeInfo node, List<NodeSelector> selectors) {
    return selectors.isEmpty() || selectors.stream().anyMatch(selector -> matches(node, selector));
  }

  private static boolean matches(GcsNodeInfo node, NodeSelector selector) {
    return switch (selector.getNodeSelectorCase()) {
      case NODE_ID -> node.getNodeId().equals(selector.getNodeId());
      case NODE_NAME -> node.getNodeName().equals(selector.getNodeName());
      case NODE_IP_ADDRESS -> node.getNodeManagerAddress().equals(selector.getNodeIpAddress());
      case IS_HEAD_NODE -> node.getIsHeadNode() == selector.getIsHeadNode();
      case NODESELECTOR_NOT_SET -> false;
    };
  }

  private static long limit(boolean given, long limit) {
    return given && limit > 0 ? limit : Long.MAX_VALUE;
  }

  static GcsNodeAddressAndLiveness addressAndLiveness(GcsNodeInfo node) {
    GcsNodeAddressAndLiveness.Builder row =
        GcsNodeAddressAndLiveness.newBuilder()
            .setNodeId(node.getNodeId())
            .setNodeManagerAddress(node.getNodeManagerAddress())
            .setNodeManagerPort(node.getNodeManagerPort())
            .setObjectManagerPort(node.getObjectManagerPort())
            .setState(node.getState());
    if (node.hasDeathInfo()) {
      row.setDeathInfo(node.getDeathInfo());
    }
    return row.build();
  }
}
