package io.nodectl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a node that is not there, and if it is to run, a control socket that answers every
/// request with the node's status.
final class FakeNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final ObjectNode status;
  private final ServerSocketChannel server;

  private FakeNode(Path folder, ObjectNode status, ServerSocketChannel server) {
    this.folder = folder;
    this.status = status;
    this.server = server;
  }

  ///  A node that was ready when it was last heard of, and is not there.
  static ObjectNode status(String name) {
    return (ObjectNode)
        JSON.readTree(
            """
            {"name":"%s","state":"ready","head":true,"address":"127.0.0.1:4001",
             "node_id":"0123","session":"/s/%s","auth":{"mode":"token","token_path":null},
             "supervisor":{"pid":1000000000},
             "components":[{"name":"store","state":"ready","pid":12,"generation":1,
                            "restarts":0,"ports":{"main":4001}}]}
            """
                .formatted(name, name));
  }

  ///  A node that does not run.
  static void known(Path root, ObjectNode status) {
    open(root, status).close();
  }

  ///  A node that runs.
  static FakeNode running(Path root, ObjectNode status) {
    FakeNode node = open(root, status);
    Thread.ofVirtual().start(node::serve);
    return node;
  }

  private static FakeNode open(Path root, ObjectNode status) {
    Path folder = root.resolve(status.path("name").asString(""));
    Path socket = folder.resolve("control.sock");
    ObjectNode record = status.deepCopy().put("socket", socket.toString());
    record.withObject("supervisor").put("start_ticks", 1);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("state.json"), record.toString());
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      return new FakeNode(folder, status, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void answer(SocketChannel client) {
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        ObjectNode answer = JSON.createObjectNode().put("v", 1);
        answer.set("result", status);
        client.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(folder.resolve("control.sock"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
