package io.nodectl.cli;

import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.util.Set;

/// Has a second core initialise what a call to gcs-server needs, while the first one reads the
/// command line and looks for the cluster. Nothing depends on it but the time that a call takes.
final class EarlyLoading {
  /// Those that people wait for most.
  private static final Set<String> COMMANDS = Set.of("nodes", "run", "workers");

  /// Nobody connects to it: a channel does that with its first call.
  private static final int NO_PORT = 1;

  private EarlyLoading() {}

  static void beginIfUseful(String[] args) {
    if (args.length > 0 && COMMANDS.contains(args[0])) {
      Thread.ofPlatform().daemon().name("early-loading").start(EarlyLoading::load);
    }
  }

  private static void load() {
    Channels.close(Channels.open("127.0.0.1", NO_PORT, ChannelOptions.plain()));
    var _ = NodeInfoGcsServiceGrpc.getGetAllNodeInfoMethod();
    var _ = GetAllNodeInfoReply.getDescriptor();
  }
}
