package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `grpc.health.v1.Health/Check` over HTTP/2 in clear text, one stream after the other.
///
/// Its frames are written here by hand, for a process that speaks no gRPC otherwise. Measured in a
/// JVM like the supervisor's (JDK 25): the first check through gRPC and Netty takes 0.5 s of CPU
/// and 19.5 MB of memory, which stay taken; java.net.http takes 17 MB and cannot begin with HTTP/2
/// in clear text; this takes 30 ms and 1.1 MB.
final class GrpcDialogue implements Dialogue {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  /// Flag and length before each message of gRPC.
  private static final int MESSAGE_HEAD = 5;

  /// `status = SERVING` of grpc.health.v1.HealthCheckResponse.
  private static final byte[] SERVING = {8, 1};

  /// The longest name that has a length of one byte in protobuf.
  private static final int LONGEST_NAME = 127;

  private final byte[] headers;
  private final byte[] message;
  private final Http2Frame.Reader in = new Http2Frame.Reader();

  /// That of the last question. A client's are odd.
  private int stream = -1;

  private boolean goneAway;
  private @Nullable Health answer;

  /// @param service the service's name, at most 127 characters of ASCII; empty for the whole server
  /// @throws IllegalArgumentException if the name is longer
  GrpcDialogue(String host, String service) {
    if (service.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a service's name of more than 127 characters: " + service);
    }
    this.headers = headers(host);
    this.message = message(service.getBytes(US_ASCII));
  }

  /// Nothing that is heard is ever given free for more (WINDOW_UPDATE): the 65535 bytes that a
  /// server may send unasked are enough for 9000 answers of 7 bytes.
  @Override
  public byte[] question() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (stream < 0) {
      out.writeBytes(PREFACE);
      new Http2Frame(Http2Frame.SETTINGS, 0, 0, NOTHING).writeTo(out);
    }
    stream += 2;
    answer = null;
    new Http2Frame(Http2Frame.HEADERS, Http2Frame.END_HEADERS, stream, headers).writeTo(out);
    new Http2Frame(Http2Frame.DATA, Http2Frame.END_STREAM, stream, message).writeTo(out);
    return out.toByteArray();
  }

  @Override
  public byte[] hear(byte[] bytes, int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    in.add(bytes, count);
    for (var frame = in.next(); frame.isPresent(); frame = in.next()) {
      hear(frame.get(), out);
    }
    return out.toByteArray();
  }

  /// A server that gets no answer to its settings and pings takes its client for dead; one that
  /// stops waits for such an answer.
  private void hear(Http2Frame frame, ByteArrayOutputStream out) throws IOException {
    switch (frame.type()) {
      case Http2Frame.SETTINGS -> acknowledge(frame, NOTHING, out);
      case Http2Frame.PING -> acknowledge(frame, frame.payload(), out);
      case Http2Frame.GOAWAY -> goAway(frame);
      default -> {
        if (frame.stream() == stream && answer == null) {
          answer = verdict(frame);
        }
      }
    }
  }

  private static void acknowledge(Http2Frame frame, byte[] payload, ByteArrayOutputStream out) {
    if (!frame.has(Http2Frame.ACK)) {
      new Http2Frame(frame.type(), Http2Frame.ACK, 0, payload).writeTo(out);
    }
  }

  /// Streams up to the one that it names are still answered.
  private void goAway(Http2Frame frame) throws IOException {
    goneAway = true;
    if (frame.payload().length < Integer.BYTES || (answer == null && frame.number(0) < stream)) {
      throw new IOException("the server takes no more questions over this connection");
    }
  }

  /// What a frame of the question's stream means; null if nothing yet.
  private static @Nullable Health verdict(Http2Frame frame) {
    return switch (frame.type()) {
      case Http2Frame.DATA -> ofMessage(frame);
      case Http2Frame.RST_STREAM -> Health.NOT_SERVING;
      case Http2Frame.HEADERS -> frame.has(Http2Frame.END_STREAM) ? Health.NOT_SERVING : null;
      default -> null;
    };
  }

  private static Health ofMessage(Http2Frame frame) {
    byte[] data = frame.payload();
    int from = MESSAGE_HEAD + (frame.has(Http2Frame.PADDED) ? 1 : 0);
    boolean serves =
        data.length >= from + SERVING.length
            && data[from] == SERVING[0]
            && data[from + 1] == SERVING[1];
    return serves ? Health.SERVING : Health.NOT_SERVING;
  }

  @Override
  public Optional<Health> answer() {
    return Optional.ofNullable(answer);
  }

  @Override
  public boolean takesMore() {
    return !goneAway;
  }

  private static byte[] message(byte[] service) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int length = service.length == 0 ? 0 : service.length + 2;
    message.writeBytes(new byte[] {0, 0, 0, 0, (byte) length});
    if (service.length > 0) {
      message.write(10); // field 1, length-delimited
      message.write(service.length);
      message.writeBytes(service);
    }
    return message.toByteArray();
  }

  /// Literals without indexing (RFC 7541, 6.2.2), their names from the static table where it has
  /// them, so that nothing has to be remembered.
  private static byte[] headers(String host) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x83); // :method POST
    block.write(0x86); // :scheme http
    block.write(4); // :path
    text(block, "/grpc.health.v1.Health/Check");
    block.write(1); // :authority
    text(block, host);
    block.writeBytes(new byte[] {15, 31 - 15}); // content-type
    text(block, "application/grpc");
    block.write(0);
    text(block, "te");
    text(block, "trailers");
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(US_ASCII));
  }
}
