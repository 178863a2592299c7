package io.nodectl.testchild;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Words about standard input, and about waiting in general.
final class OrderWords implements Words {
  private static final long LOOK_MILLIS = 2;

  private final StandardInput input;
  private final Set<String> ends = new HashSet<>(Set.of("STOP", StandardInput.END));

  OrderWords(StandardInput input) {
    this.input = input;
  }

  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "wait" -> input.await(ends);
      case "wait-wire" -> input.await(Set.of("WIRE " + args.next()));
      case "wait-config" -> input.await(Set.of("CONFIG"));
      case "wait-file" -> awaitFile(Path.of(args.next()));
      case "echo-wires" -> input.echoTo(Path.of(args.next()));
      case "deaf" -> input.beDeaf();
      case "ignore-stop" -> ends.remove("STOP");
      case "ignore-end" -> ends.remove(StandardInput.END);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void awaitFile(Path file) {
    while (!Files.exists(file)) {
      Pause.millis(LOOK_MILLIS);
    }
  }
}
