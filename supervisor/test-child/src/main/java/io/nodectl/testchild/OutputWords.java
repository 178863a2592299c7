package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Words about stdout and stderr.
final class OutputWords implements Words {
  private static final int LINE = 128;
  private static final int MIB = 1024 * 1024;

  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "print" -> System.out.println(args.next());
      case "print-error" -> System.err.println(args.next());
      case "print-part" -> System.out.print(args.next());
      case "flood-output" -> flood(args.nextNumber());
      default -> {
        return false;
      }
    }
    System.out.flush();
    return true;
  }

  private static void flood(int mib) {
    byte[] lines = ("x".repeat(LINE - 1) + "\n").repeat(512).getBytes(US_ASCII);
    for (long left = (long) mib * MIB; left > 0; left -= lines.length) {
      System.out.write(lines, 0, lines.length);
    }
  }
}
