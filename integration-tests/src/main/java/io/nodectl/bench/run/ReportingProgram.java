package io.nodectl.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The program that is measured: it binds a port, reports it on a descriptor, and serves nothing to
/// whoever comes.
final class ReportingProgram {
  private static final String CODE =
      "import os,socket,sys; s=socket.create_server(('127.0.0.1',0));"
          + " os.write(int(sys.argv[1]),b'%d\\n'%s.getsockname()[1])\nwhile 1: s.accept()";

  private ReportingProgram() {}

  /// Its command line.
  ///
  /// @param descriptor where it reports
  static List<String> command(int descriptor) {
    return List.of("/usr/bin/python3", "-IS", "-c", CODE, Integer.toString(descriptor));
  }

  /// How long it takes to start so many of it plainly, until all have reported, in nanoseconds.
  static long plain(int count) throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    long began = System.nanoTime();
    try {
      for (int i = 0; i < count; i++) {
        processes.add(new ProcessBuilder(command(1)).start());
      }
      for (Process process : processes) {
        try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
          if (out.readLine() == null) {
            throw new IOException("the program does not report");
          }
        }
      }
      return System.nanoTime() - began;
    } finally {
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
