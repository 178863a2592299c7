package io.nodectl.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The node's control socket: a Unix socket for its owner, on which each line is one JSON object
/// with the key `v`, the version of the protocol.
///
/// A request is `{"v":1,"op":"status"}` or `{"v":1,"op":"stop","grace_ms":5000}`; the answers to it
/// are objects with `result`, `progress` or `error`.
final class ControlServer implements AutoCloseable {
  static final int VERSION = 1;

  /// More than any request needs.
  private static final int LONGEST_REQUEST = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private final ServerSocketChannel server;
  private final ControlHandler handler;
  private final Thread accepting = Thread.ofVirtual().name("control").unstarted(this::acceptAll);

  private ControlServer(ServerSocketChannel server, ControlHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /// Begins to listen. The caller holds the node's lock, so a socket file that is there already is
  /// a dead one.
  static ControlServer start(Path path, ControlHandler handler) throws ProblemException {
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      ControlServer started = new ControlServer(server, handler);
      started.accepting.start();
      return started;
    } catch (IOException e) {
      throw ProblemException.of("listen on the control socket " + path, e);
    }
  }

  private void acceptAll() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().name("control-client").start(() -> serve(client));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        log.warn("the control socket failed to accept: {}", e.toString());
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8))) {
      ControlReply reply = object -> send(client, object);
      if (!isOwner(client)) {
        reply.error("refused", "the control socket answers only the user who runs the node");
        return;
      }
      for (String line = readLine(lines); line != null; line = readLine(lines)) {
        answer(line, reply);
      }
    } catch (IOException e) {
      log.debug("a control client went away: {}", e.toString());
    }
  }

  private static boolean isOwner(SocketChannel client) throws IOException {
    String peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    return peer.equals(System.getProperty("user.name")) || "root".equals(peer);
  }

  private static @org.jspecify.annotations.Nullable String readLine(BufferedReader lines)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == LONGEST_REQUEST) {
        throw new IOException("a request is longer than " + LONGEST_REQUEST + " characters");
      }
      line.append((char) c);
    }
    return null;
  }

  private void answer(String line, ControlReply reply) throws IOException {
    JsonNode request;
    try {
      request = JsonText.read(line);
    } catch (JacksonException e) {
      reply.error("usage", "a request is one JSON object in one line: " + e.getOriginalMessage());
      return;
    }
    int version = request.path("v").asInt(0);
    if (version != VERSION) {
      reply.error(
          "usage",
          "this supervisor speaks version %d of the control protocol, not %d"
              .formatted(VERSION, version));
      return;
    }
    handler.handle(request, reply);
  }

  private static void send(SocketChannel client, ObjectNode object) throws IOException {
    object.put("v", VERSION);
    ByteBuffer bytes =
        ByteBuffer.wrap((JsonText.compact(object) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  /// Stops to listen. The file of the socket stays; whoever chose its place removes it.
  @Override
  public void close() {
    try {
      server.close();
      // The descriptor is closed by the thread that waits on it, so clients connect until then.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.warn("cannot close the control socket: {}", e.toString());
    }
  }
}
