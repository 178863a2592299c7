package io.nodectl.gcs.nodes;

import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.GcsNodeAddressAndLiveness;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.PubMessage;

/// Publishes what becomes of nodes, on two channels as Ray 2.60 does: a registration in full, a
/// death with only what has changed. A dead node's own subscribers are forgotten after it was told.
public record NodeNews(Publisher publisher) implements NodeListener {

  @Override
  public void registered(GcsNodeInfo node) {
    publish(node, NodeQuery.addressAndLiveness(node));
  }

  @Override
  public void departed(GcsNodeInfo node) {
    publish(
        GcsNodeInfo.newBuilder()
            .setNodeId(node.getNodeId())
            .setState(node.getState())
            .setEndTimeMs(node.getEndTimeMs())
            .setDeathInfo(node.getDeathInfo())
            .build(),
        GcsNodeAddressAndLiveness.newBuilder()
            .setNodeId(node.getNodeId())
            .setState(node.getState())
            .setDeathInfo(node.getDeathInfo())
            .build());
    publisher.forget(node.getNodeId());
  }

  private void publish(GcsNodeInfo info, GcsNodeAddressAndLiveness liveness) {
    publisher.publish(
        PubMessage.newBuilder()
            .setChannelType(ChannelType.GCS_NODE_INFO_CHANNEL)
            .setKeyId(info.getNodeId())
            .setNodeInfoMessage(info)
            .build());
    publisher.publish(
        PubMessage.newBuilder()
            .setChannelType(ChannelType.GCS_NODE_ADDRESS_AND_LIVENESS_CHANNEL)
            .setKeyId(info.getNodeId())
            .setNodeAddressAndLivenessMessage(liveness)
            .build());
  }
}
