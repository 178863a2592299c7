package io.nodectl.testchild;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Words about going on and ending.
final class LifeWords implements Words {
  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "sleep" -> Pause.millis(args.nextNumber());
      case "hang" -> Pause.forever();
      case "spin" -> spin(args.nextNumber());
      case "exit" -> exit(args.nextNumber());
      case "exit-first" -> exitFirst(Path.of(args.next()), args.nextNumber());
      case "throw" -> throw new IllegalStateException(args.next());
      case "kill-self" -> killSelf(args.next());
      case "ignore-term" -> ignoreTerm();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void exit(int code) {
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static void exitFirst(Path file, int code) throws IOException {
    try {
      Files.createFile(file);
      exit(code);
    } catch (FileAlreadyExistsException secondStart) {
      // This start is one that goes on.
    }
  }

  private static void spin(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }

  private static void killSelf(String signal) throws IOException {
    new ProcessBuilder("/bin/kill", "-s", signal, OwnPid.read()).start();
    Pause.forever();
  }

  private static void ignoreTerm() {
    // The JVM begins its shutdown at the signal and never gets beyond this hook.
    Runtime.getRuntime().addShutdownHook(new Thread(Pause::forever, "ignore-term"));
  }
}
