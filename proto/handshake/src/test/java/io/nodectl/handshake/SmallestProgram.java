package io.nodectl.handshake;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/// A whole program, as small as this library lets one be; {@link ProgramTest} runs it as a process.
final class SmallestProgram {
  private SmallestProgram() {}

  static void main(String[] args) {
    Program.main("smallest", SmallestProgram::run, args);
  }

  static int run(Parent parent, List<String> args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      parent.bound(Ports.of("main", new Endpoint("127.0.0.1", server.getLocalPort())));
      parent.ready();
      if (args.contains("fail")) {
        throw new IllegalStateException("planted");
      }
      System.out.println("attached=" + parent.attached());
      System.out.println(parent.awaitStop().cause());
      return 17;
    }
  }
}
