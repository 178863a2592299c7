package io.nodectl.testchild;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.StringTokenizer;

/// Words about listening.
final class PortWords implements Words {
  private final Listeners listeners;
  private final ReportPipe pipe;

  PortWords(Listeners listeners, ReportPipe pipe) {
    this.listeners = listeners;
    this.pipe = pipe;
  }

  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "host" -> listeners.useHost(args.next());
      case "bind" -> bindAll(args.next());
      case "unbind" -> listeners.unbind(args.next());
      case "absent" -> absentAll(args.next());
      case "serve-http" -> serveAll();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void bindAll(String names) throws IOException {
    StringTokenizer each = new StringTokenizer(names, ",");
    while (each.hasMoreTokens()) {
      String name = each.nextToken();
      int equals = name.indexOf('=');
      if (equals < 0) {
        listeners.bind(name, 0);
      } else {
        bindFixed(name.substring(0, equals), Integer.parseInt(name.substring(equals + 1)));
      }
    }
  }

  private void bindFixed(String name, int port) throws IOException {
    try {
      listeners.bind(name, port);
    } catch (IOException e) {
      pipe.write(
          "NODECTL/1 FAIL\ncode=port-taken\nmessage=port "
              + port
              + ": "
              + e.getMessage()
              + "\nretry=no\n\n");
      Runtime.getRuntime().halt(7);
    }
  }

  private void absentAll(String names) {
    StringTokenizer each = new StringTokenizer(names, ",");
    while (each.hasMoreTokens()) {
      listeners.absent(each.nextToken());
    }
  }

  private void serveAll() {
    for (ServerSocket socket : listeners.sockets()) {
      Thread thread = new Thread(new HttpOk(socket), "http");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
