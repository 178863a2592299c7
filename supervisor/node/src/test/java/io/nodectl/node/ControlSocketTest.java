package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ControlSocketTest {
  @TempDir Path folder;

  private Path socket() {
    return folder.resolve("control.sock");
  }

  private static void answer(JsonNode request, ControlReply reply) throws IOException {
    reply.progress("one");
    reply.progress("two");
    reply.result(JsonNodeFactory.instance.objectNode().put("op", request.path("op").asString("")));
  }

  @Test
  void a_client_gets_progress_and_the_answer() throws Exception {
    List<String> progress = new ArrayList<>();
    try (ControlServer _ = ControlServer.start(socket(), ControlSocketTest::answer);
        ControlClient client = ControlClient.connect(socket()).orElseThrow()) {
      assertEquals("stop", client.stop(10, progress::add).path("op").asString());
    }
    assertEquals(List.of("one", "two"), progress);
  }

  @Test
  void an_error_reaches_the_client_with_its_code() throws Exception {
    try (ControlServer _ =
            ControlServer.start(socket(), (_, reply) -> reply.error("refused", "because"));
        ControlClient client = ControlClient.connect(socket()).orElseThrow()) {
      ProblemException refused = assertThrows(ProblemException.class, client::status);
      assertEquals(ExitCode.REFUSED, refused.problem().code());
      assertEquals("because", refused.getMessage());
    }
  }

  @Test
  void only_its_owner_may_open_the_socket_and_a_dead_one_is_replaced() throws Exception {
    Files.createFile(socket());
    try (ControlServer _ = ControlServer.start(socket(), ControlSocketTest::answer)) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }
    assertEquals(Optional.empty(), ControlClient.connect(socket()));
  }

  @Test
  void a_request_of_another_version_or_no_json_is_answered_with_an_error() throws Exception {
    try (ControlServer _ = ControlServer.start(socket(), ControlSocketTest::answer)) {
      assertTrue(ask("{\"v\":2,\"op\":\"status\"}").contains("version 1"));
      assertTrue(ask("nonsense").contains("one JSON object"));
      assertTrue(ask("").contains("error"));
    }
  }

  @Test
  void a_request_without_end_is_cut_off() throws Exception {
    try (ControlServer _ = ControlServer.start(socket(), ControlSocketTest::answer);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(socket()));
      ByteBuffer flood = ByteBuffer.wrap(new byte[1 << 20]);
      assertThrows(
          IOException.class,
          () -> {
            while (flood.hasRemaining()) {
              client.write(flood);
            }
          });
    }
  }

  private String ask(String line) throws IOException {
    try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(socket()));
      client.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
      return String.valueOf(lines.readLine());
    }
  }
}
