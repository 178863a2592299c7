package io.nodectl.raylet.workers;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.raylet.ContextReply;

/// Tells workers what may change while they live.
///
/// @param nodeIp where others reach this node
record Contexts(Surrounding around, String nodeIp, NodePeers peers) {

  ContextReply ofNode() {
    return common().build();
  }

  ContextReply of(Worker worker, Credentials.Bearer bearer) {
    return common()
        .setWorkerId(worker.id.hex())
        .setIncarnation(bearer.incarnation())
        .addAllPorts(WorkerMessages.ports(worker.ports))
        .putAllGranted(worker.grant.amounts().units())
        .addAllDevices(WorkerMessages.devices(worker.grant))
        .build();
  }

  private ContextReply.Builder common() {
    return ContextReply.newBuilder()
        .setNodeId(around.nodeId())
        .setNodeIpAddress(nodeIp)
        .setGcsAddress(peers.gcs())
        .setRuntimeEnvAgentAddress(peers.agent().map(Endpoint::toString).orElse(""))
        .setRayletAddress(around.raylet());
  }
}
