package io.nodectl.raylet.workers;

import io.nodectl.handshake.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a worker by HTTP whether it serves. The answer counts only if it comes from a port that the
/// worker's process tree holds, and nobody else.
///
/// @param address `HOST:PORT` or `unix:/path`
/// @param path of the request, with its leading slash
/// @param pid of the worker
record HttpQuestion(String address, String path, long pid) implements HealthWatch.Question {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final int LONGEST_STATUS_LINE = 1024;

  @Override
  public void ask(Duration timeout, Consumer<String> answer) {
    Thread.ofVirtual().name("health").start(() -> answer.accept(asked(timeout)));
  }

  private String asked(Duration timeout) {
    try (SocketChannel channel = open()) {
      CompletableFuture<Void> limit = closeAfter(timeout, channel);
      try {
        channel.connect(target());
        channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
        String trouble = troubleIn(statusLine(channel));
        return trouble.isEmpty() ? OwnerCheck.troubleAt(address, pid) : trouble;
      } finally {
        limit.cancel(false);
      }
    } catch (AsynchronousCloseException e) {
      return "no answer within %d ms".formatted(timeout.toMillis());
    } catch (IOException | RuntimeException e) {
      return "%s: %s".formatted(address, e.getMessage());
    }
  }

  private SocketChannel open() throws IOException {
    return address.startsWith(OwnerCheck.UNIX)
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private SocketAddress target() {
    if (address.startsWith(OwnerCheck.UNIX)) {
      return UnixDomainSocketAddress.of(address.substring(OwnerCheck.UNIX.length()));
    }
    Endpoint at = Endpoint.parse(address);
    return new InetSocketAddress(at.host(), at.port());
  }

  private String request() {
    String host = address.startsWith(OwnerCheck.UNIX) ? "localhost" : address;
    return "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: nodectl\r\nConnection: close\r\n\r\n"
        .formatted(path, host);
  }

  /// Whatever the channel is doing then, it stops doing it.
  private static CompletableFuture<Void> closeAfter(Duration timeout, SocketChannel channel) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            channel.close();
          } catch (IOException e) {
            // It is of no use any more, open or not.
            return;
          }
        },
        CompletableFuture.delayedExecutor(
            timeout.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread));
  }

  private static String statusLine(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_STATUS_LINE);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      String soFar = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
      int end = soFar.indexOf('\n');
      if (end >= 0) {
        return soFar.substring(0, end).strip();
      }
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
  }

  private String troubleIn(String statusLine) {
    Matcher status = STATUS.matcher(statusLine);
    if (!status.matches()) {
      return "GET %s: the answer is no HTTP".formatted(path);
    }
    return String.valueOf(status.group(1)).startsWith("2")
        ? ""
        : "GET %s: %s".formatted(path, statusLine);
  }
}
