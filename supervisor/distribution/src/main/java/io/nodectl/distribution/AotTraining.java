package io.nodectl.distribution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Runs, in one JVM, what the programs will run, so that the JVM can write down what that took. */
public final class AotTraining {
  private static final int TOKEN_BYTES = 16;

  private AotTraining() {}

  /**
   * Ends the JVM when all has been run; then it writes its cache.
   *
   * @param args the folder that stands for the machine's root of nodes
   */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Programs programs = Programs.in(Path.of(System.getProperty("nodectl.dist")));
    byte[] token = new byte[TOKEN_BYTES];
    RandomGenerator.getDefault().nextBytes(token);
    Path tokenFile = Files.writeString(root.resolve("token"), HexFormat.of().formatHex(token));
    new HeadRehearsal(programs, Files.readString(tokenFile))
        .run(gcs -> System.out.println("gcs at " + gcs));
    System.exit(0);
  }
}
