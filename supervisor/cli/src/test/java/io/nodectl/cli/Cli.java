package io.nodectl.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs `nodectl` in this JVM, on a root and in a home of the test's own.
final class Cli {
  private final Map<String, String> environment = new HashMap<>();
  private final Path home;
  private InputStream in = InputStream.nullInputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Cli(Path folder) {
    home = folder.resolve("home");
    environment.put("NODECTL_ROOT", folder.resolve("root").toString());
  }

  ///  What a call left behind.
  record Result(int code, String out, String err) {}

  /// What its commands find on standard input.
  Cli typing(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Outside outside() {
    return new Outside(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        home,
        Outside.Screen.PLAIN,
        Signals.NONE);
  }

  Result run(String... args) {
    out.reset();
    err.reset();
    int code = new Invocation(outside()).run(List.of(args));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// What the last call wrote on standard output.
  byte[] bytes() {
    return out.toByteArray();
  }

  String talk() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
