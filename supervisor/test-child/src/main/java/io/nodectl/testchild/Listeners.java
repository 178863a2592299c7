package io.nodectl.testchild;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The ports of a test child, in the order they were bound.
final class Listeners {
  private static final int RACES_LOST_AT_MOST = 20;

  private final Map<String, String> reported = new LinkedHashMap<>();
  private final Map<String, ServerSocket> sockets = new LinkedHashMap<>();
  private String host = "127.0.0.1";

  void useHost(String newHost) {
    host = newHost;
  }

  /// @param port 0 for any
  void bind(String name, int port) throws IOException {
    ServerSocket socket = port == 0 ? listenOnAny() : listen(port);
    sockets.put(name, socket);
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    reported.put(name, literal + ":" + socket.getLocalPort());
  }

  /// Another program that names the number can take it between bind and listen, if both set
  /// SO_REUSEADDR as the JDK does; then another one will do.
  private ServerSocket listenOnAny() throws IOException {
    for (int lost = 1; lost < RACES_LOST_AT_MOST; lost++) {
      try {
        return listen(0);
      } catch (BindException takenMeanwhile) {
        // The next one, then.
      }
    }
    return listen(0);
  }

  private ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 64, InetAddress.getByName(host));
  }

  void unbind(String name) throws IOException {
    socket(name).close();
  }

  void absent(String name) {
    reported.put(name, "none");
  }

  int port(String name) {
    return socket(name).getLocalPort();
  }

  int firstPort() {
    return sockets.values().iterator().next().getLocalPort();
  }

  Collection<ServerSocket> sockets() {
    return sockets.values();
  }

  /// The lines of a BOUND record.
  String lines() {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> port : reported.entrySet()) {
      lines.append("port.").append(port.getKey()).append('=').append(port.getValue()).append('\n');
    }
    return lines.toString();
  }

  private ServerSocket socket(String name) {
    ServerSocket socket = sockets.get(name);
    if (socket == null) {
      throw new IllegalArgumentException("no port " + name + " was bound");
    }
    return socket;
  }
}
