package io.nodectl.distribution;

import io.nodectl.handshake.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Runs, in one JVM, what the programs will run, so that the JVM can write down what that took.
///
/// The components of a head run on threads here. The supervisor, the guardian and the command run
/// here too, each in turn, with real processes below them: those start slowly, since there is no
/// cache yet.
public final class AotTraining {
  private static final int TOKEN_BYTES = 16;

  private AotTraining() {}

  /// Ends the JVM when all has been run; then it writes its cache.
  ///
  /// @param args the folder that stands for the machine's root of nodes
  public static void main(String[] args) {
    Program.main("aot-training", (_, arguments) -> train(Path.of(arguments.getFirst())), args);
  }

  private static int train(Path root) throws Exception {
    Programs programs = Programs.in(Path.of(System.getProperty("nodectl.dist")));
    NodectlCommand nodectl = new NodectlCommand(programs);
    nodectl.run("--help");
    nodectl.run("version");

    byte[] token = new byte[TOKEN_BYTES];
    RandomGenerator.getDefault().nextBytes(token);
    Path tokenFile = Files.writeString(root.resolve("token"), HexFormat.of().formatHex(token));
    HeadRehearsal head = new HeadRehearsal(programs, Files.readString(tokenFile));
    head.run(
        gcs ->
            nodectl.run(
                "nodes", "--address", gcs.toString(), "--token-file", tokenFile.toString()));

    NodeRehearsal node = new NodeRehearsal(root, nodectl);
    node.supervisor("supervised");
    node.guardian("guarded");
    command(nodectl, "started");
    return 0;
  }

  private static void command(NodectlCommand nodectl, String name) throws Exception {
    nodectl.run("start", "--head", "--name", name);
    try {
      for (String question : List.of("status", "ps", "nodes")) {
        nodectl.run(question, "--name", name);
        nodectl.run(question, "--name", name, "--format", "json");
      }
      nodectl.run("logs", "--name", name, "gcs-server");
    } finally {
      nodectl.run("stop", "--name", name);
    }
  }
}
