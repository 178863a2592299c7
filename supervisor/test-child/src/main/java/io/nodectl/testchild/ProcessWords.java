package io.nodectl.testchild;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/// Words about grandchildren. The JDK closes every descriptor above 2 in them.
final class ProcessWords implements Words {
  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "fork" -> fork("exec sleep " + args.nextNumber());
      case "fork-stubborn" -> fork("trap '' TERM; exec sleep " + args.nextNumber());
      case "daemonize" ->
          fork("setsid sleep " + args.nextNumber() + " </dev/null >/dev/null 2>&1 &").waitFor();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Process fork(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script)
        .redirectInput(Redirect.from(new File("/dev/null")))
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT)
        .start();
  }
}
