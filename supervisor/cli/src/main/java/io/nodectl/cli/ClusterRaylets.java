package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.node.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The nodes of a cluster that run programs: those that live and have a raylet of ours.
record ClusterRaylets(List<Raylet> all) {
  ClusterRaylets {
    all = List.copyOf(all);
  }

  static ClusterRaylets of(GcsLink gcs) throws ProblemException {
    return of(
        gcs.ask(
                channel ->
                    NodeInfoGcsServiceGrpc.newBlockingStub(channel)
                        .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()),
                GetAllNodeInfoReply::getStatus)
            .getNodeInfoListList());
  }

  /// Ray's own raylets have an object store, and know nothing of programs.
  static ClusterRaylets of(List<GcsNodeInfo> nodes) {
    return new ClusterRaylets(
        nodes.stream()
            .filter(node -> node.getState() == GcsNodeState.ALIVE)
            .filter(
                node -> node.getObjectStoreSocketName().isEmpty() && node.getNodeManagerPort() > 0)
            .map(ClusterRaylets::raylet)
            .sorted(Comparator.comparing((Raylet raylet) -> !raylet.head()))
            .toList());
  }

  private static Raylet raylet(GcsNodeInfo node) {
    return new Raylet(
        Ids.hex(node.getNodeId()),
        new Endpoint(node.getNodeManagerAddress(), node.getNodeManagerPort()),
        node.getNodeName(),
        node.getIsHeadNode(),
        Optional.of(node.getRuntimeEnvAgentPort())
            .filter(port -> port > 0)
            .map(port -> new Endpoint(node.getNodeManagerAddress(), port)));
  }

  /// The one that is meant. A whole name is meant as such, also if an id begins like it.
  ///
  /// @param text its id, the beginning of it, or its name
  /// @throws ProblemException if it could be none, or several
  Raylet named(String text) throws ProblemException {
    String word = text.toLowerCase(Locale.ROOT);
    List<Raylet> meant = all.stream().filter(raylet -> raylet.name().equals(text)).toList();
    if (meant.isEmpty() && !word.isEmpty()) {
      meant = all.stream().filter(raylet -> raylet.nodeId().startsWith(word)).toList();
    }
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    throw meant.isEmpty()
        ? Words.problem(
            ExitCode.NOTHING_THERE,
            "no node of this cluster that runs programs is '%s'; there are: %s"
                .formatted(text, candidates(all)))
        : Words.problem(
            ExitCode.USAGE,
            "'%s' may be any of %d nodes: %s. Give more of the id of the one that you mean."
                .formatted(text, meant.size(), candidates(meant)));
  }

  private static String candidates(List<Raylet> raylets) {
    int length = Ids.prefixLength(raylets.stream().map(Raylet::nodeId).toList());
    return raylets.isEmpty()
        ? "none"
        : raylets.stream()
            .map(
                raylet ->
                    "%s (%s, at %s)"
                        .formatted(
                            Ids.shortened(raylet.nodeId(), length),
                            raylet.name(),
                            raylet.address()))
            .collect(Collectors.joining(", "));
  }

  /// All of them, those first that should be asked first.
  ///
  /// @param local the id of a node of this host; may be empty
  /// @throws ProblemException if there is none
  List<Raylet> inOrder(Optional<String> local) throws ProblemException {
    if (all.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "no living node of this cluster runs programs (Ray's own nodes do not): see 'nodectl nodes'");
    }
    return all.stream()
        .sorted(
            Comparator.comparing(
                (Raylet raylet) -> local.filter(raylet.nodeId()::equals).isEmpty()))
        .toList();
  }
}
