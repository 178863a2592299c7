package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A client of a node's control socket.
public final class ControlClient implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader lines;

  private ControlClient(SocketChannel channel) {
    this.channel = channel;
    this.lines =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
  }

  /// Connects; empty if no supervisor listens there.
  public static Optional<ControlClient> connect(Path socket) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return Optional.of(new ControlClient(channel));
      } catch (IOException nobodyListens) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException | IllegalArgumentException noSuchSocket) {
      return Optional.empty();
    }
  }

  /// The node's status object.
  public ObjectNode status() throws ProblemException {
    return (ObjectNode) request(JsonNodeFactory.instance.objectNode().put("op", "status"), _ -> {});
  }

  /// Stops the node; returns when its components are gone.
  ///
  /// @param graceMillis how long that may take before it is forced
  /// @param progress told of each component that ends
  /// @return the node's last status object
  public ObjectNode stop(long graceMillis, Consumer<String> progress) throws ProblemException {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("op", "stop").put("grace_ms", graceMillis);
    return (ObjectNode) request(request, progress);
  }

  /// Has the node read anew what it was started with.
  ///
  /// @return an array of objects with `what`, `effect` (`reloaded`, `unchanged`, `needs-restart`)
  ///     and `text`
  public ArrayNode reload() throws ProblemException {
    return (ArrayNode) request(JsonNodeFactory.instance.objectNode().put("op", "reload"), _ -> {});
  }

  /// Starts a component again; returns when it serves, or the node cannot have it back.
  ///
  /// @return the node's status object after that
  public ObjectNode restart(String component) throws ProblemException {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("op", "restart").put("component", component);
    return (ObjectNode) request(request, _ -> {});
  }

  private JsonNode request(ObjectNode request, Consumer<String> progress) throws ProblemException {
    request.put("v", ControlServer.VERSION);
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap((JsonText.compact(request) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      while (true) {
        String line = lines.readLine();
        if (line == null) {
          throw ProblemException.of(
              ExitCode.COMPONENT_FAILED,
              "the supervisor ended before it answered. What became of the node: nodectl status");
        }
        JsonNode answer = JsonText.read(line);
        if (answer.has("result")) {
          return answer.get("result");
        }
        if (answer.has("error")) {
          throw refused(answer.get("error"));
        }
        progress.accept(answer.path("progress").asString(""));
      }
    } catch (IOException e) {
      throw ProblemException.of("talk to the supervisor", e);
    }
  }

  private static ProblemException refused(JsonNode error) {
    ExitCode code = ExitCode.ofCode(error.path("code").asString("")).orElse(ExitCode.BUG);
    return ProblemException.of(code, error.path("message").asString(""));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
