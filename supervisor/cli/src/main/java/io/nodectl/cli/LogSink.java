package io.nodectl.cli;

import io.nodectl.node.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;

/// Where the bytes of a log go.
sealed interface LogSink {
  /// Takes some bytes, which need not end with a line.
  ///
  /// @return false if nobody reads the output any more
  boolean take(byte[] bytes, int length);

  ///  There are no more.
  void end();

  /// Byte for byte.
  record AsIs(PrintStream out) implements LogSink {
    @Override
    public boolean take(byte[] bytes, int length) {
      out.write(bytes, 0, length);
      return !out.checkError();
    }

    @Override
    public void end() {
      out.flush();
    }
  }

  ///  An object for each line; bytes that are not UTF-8 are shown as U+FFFD.
  final class AsJson implements LogSink {
    private final String component;
    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    AsJson(String component, PrintStream out) {
      this.component = component;
      this.out = out;
    }

    @Override
    public boolean take(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
          print();
        } else {
          line.write(bytes[i]);
        }
      }
      return !out.checkError();
    }

    @Override
    public void end() {
      if (line.size() > 0) {
        print();
      }
    }

    private void print() {
      out.println(
          JsonText.compact(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("component", component)
                  .put("line", line.toString(StandardCharsets.UTF_8))));
      line.reset();
    }
  }
}
