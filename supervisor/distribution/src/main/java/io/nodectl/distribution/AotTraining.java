package io.nodectl.distribution;

import io.nodectl.handshake.Program;
import io.nodectl.node.AotCache;
import java.nio.file.Path;
import java.util.List;

/// Runs, in one JVM, what the processes of one AOT cache will run, so that the JVM can write down
/// what that took.
///
/// The components of a head run on threads here. The supervisor, the guardian and the commands run
/// here too, each in turn, with real processes below them.
public final class AotTraining {
  private AotTraining() {}

  /// Ends the JVM when all has been run; then it writes its cache.
  ///
  /// @param args the name of the {@link AotCache}, and the folder that stands for the machine's
  ///     root of nodes
  public static void main(String[] args) {
    Program.main(
        "aot-training",
        (_, arguments) ->
            train(AotCache.valueOf(arguments.getFirst()), Path.of(arguments.getLast())),
        args);
  }

  private static int train(AotCache cache, Path root) throws Exception {
    Path distribution = Path.of(System.getProperty("nodectl.dist"));
    Programs programs = Programs.in(distribution);
    NodectlCommand nodectl = new NodectlCommand(programs);
    switch (cache) {
      case COMPONENTS -> new HeadRehearsal(programs, root.resolve("data")).run();
      case GCS -> new GcsRehearsal(programs, root).run();
      case NODE -> node(nodectl, root);
      case CLUSTER -> cluster(nodectl, new OtherProcess(distribution));
    }
    return 0;
  }

  private static void node(NodectlCommand nodectl, Path root) throws Exception {
    nodectl.run("--help");
    nodectl.run("version");
    NodeRehearsal node = new NodeRehearsal(root, nodectl);
    node.supervisor("supervised");
    node.guardian("guarded");
    nodectl.run("start", "--head", "--name", "started");
    try {
      for (String question : List.of("status", "ps")) {
        nodectl.run(question, "--name", "started");
        nodectl.run(question, "--name", "started", "--format", "json");
      }
      nodectl.run("logs", "--name", "started", "gcs-server");
    } finally {
      nodectl.run("stop", "--name", "started");
    }
  }

  /// The node is started elsewhere, so that this cache has no more than the questions take.
  private static void cluster(NodectlCommand nodectl, OtherProcess elsewhere) throws Exception {
    elsewhere.nodectl("start", "--head");
    try {
      nodectl.run("nodes");
      nodectl.run("nodes", "--format", "json");
    } finally {
      elsewhere.nodectl("stop");
    }
  }
}
