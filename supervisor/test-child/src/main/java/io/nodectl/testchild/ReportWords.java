package io.nodectl.testchild;

import java.io.IOException;
import java.util.Arrays;

/// Words about the report pipe.
final class ReportWords implements Words {
  private final Listeners listeners;
  private final ReportPipe pipe;

  ReportWords(Listeners listeners, ReportPipe pipe) {
    this.listeners = listeners;
    this.pipe = pipe;
  }

  @Override
  public boolean perform(String word, Args args) throws Exception {
    return performRecord(word, args) || performMischief(word, args);
  }

  private boolean performRecord(String word, Args args) throws IOException {
    switch (word) {
      case "report" -> pipe.write(bound(1, listeners.lines()) + "\n");
      case "ready" -> pipe.write("NODECTL/1 READY\n\n");
      case "fail" -> pipe.write(fail(args, "yes"));
      case "fail-for-good" -> pipe.write(fail(args, "no"));
      case "status" -> pipe.write("NODECTL/1 STATUS\ntext=" + args.next() + "\n\n");
      case "extend" -> pipe.write("NODECTL/1 EXTEND\nms=" + args.next() + "\n\n");
      case "bare" -> pipe.write(listeners.firstPort() + "\n");
      case "nul" -> pipe.write(listeners.firstPort() + "\0");
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean performMischief(String word, Args args) throws Exception {
    switch (word) {
      case "report-twice" -> {
        pipe.write(bound(1, listeners.lines()) + "\n");
        pipe.write(bound(1, listeners.lines()) + "\n");
      }
      case "report-foreign" ->
          pipe.write(bound(1, "port.main=127.0.0.1:" + args.next() + "\n") + "\n");
      case "report-version" -> pipe.write(bound(args.nextNumber(), listeners.lines()) + "\n");
      case "half" -> pipe.write(bound(1, listeners.lines()));
      case "garbage" -> pipe.write("this is not a record\n");
      case "raw" -> pipe.write(Escapes.bytes(args.next()));
      case "flood-report" -> flood(args.nextNumber());
      case "bytewise" -> pipe.writeBytewise();
      case "close-pipe" -> pipe.close();
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A BOUND record without its empty line.
  private static String bound(int version, String ports) throws IOException {
    return "NODECTL/" + version + " BOUND\npid=" + OwnPid.read() + "\n" + ports;
  }

  private static String fail(Args args, String retry) {
    return "NODECTL/1 FAIL\ncode="
        + args.next()
        + "\nmessage="
        + args.next()
        + "\nretry="
        + retry
        + "\n\n";
  }

  private void flood(int bytes) throws IOException {
    byte[] letters = new byte[Math.min(bytes, 64 * 1024)];
    Arrays.fill(letters, (byte) 'A');
    for (int left = bytes; left > 0; left -= letters.length) {
      pipe.write(left < letters.length ? Arrays.copyOf(letters, left) : letters);
    }
  }
}
