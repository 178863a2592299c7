package io.nodectl.distribution;

import java.nio.file.Path;

/**
 * Runs, in one JVM, what the programs will run at start, so that the JVM can write down what that
 * took.
 */
public final class AotTraining {
  private AotTraining() {}

  /**
   * Ends the JVM when all has been run; then it writes its cache.
   *
   * @param args the folder that stands for the machine's root of nodes
   */
  public static void main(String[] args) throws Exception {
    Programs programs = Programs.in(Path.of(System.getProperty("nodectl.dist")));
    System.out.println(programs);
    System.exit(0);
  }
}
