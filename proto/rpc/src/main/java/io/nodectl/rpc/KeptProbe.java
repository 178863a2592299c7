package io.nodectl.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One server that is asked again and again, over one connection as long as that is any good. Only
/// for the thread of its {@link KeptProbes}.
public final class KeptProbe implements AutoCloseable {
  /// After so many questions there is a new connection: it shows that the server still takes any.
  private static final int QUESTIONS_PER_CONNECTION = 60;

  private final KeptProbes owner;
  private final InetSocketAddress at;
  private final Supplier<Dialogue> protocol;
  private @Nullable Line line;
  private @Nullable Asked asked;

  /// A connection and what is said over it.
  private static final class Line {
    private final SocketChannel channel;
    private final Dialogue dialogue;
    private int questions;

    Line(SocketChannel channel, Dialogue dialogue) {
      this.channel = channel;
      this.dialogue = dialogue;
    }

    boolean takesMore() {
      return channel.isConnected() && dialogue.takesMore() && questions < QUESTIONS_PER_CONNECTION;
    }
  }

  /// A question without an answer yet.
  private record Asked(long endNanos, Consumer<Health> listener) {}

  KeptProbe(KeptProbes owner, InetSocketAddress at, Supplier<Dialogue> protocol) {
    this.owner = owner;
    this.at = at;
    this.protocol = protocol;
  }

  /// Asks, unless the last question is still open.
  ///
  /// @param deadline when no answer is one, too
  /// @param listener told once, inside of {@link KeptProbes#await}
  public void ask(Duration deadline, Consumer<Health> listener) {
    if (asked != null) {
      throw new IllegalStateException("the last question to " + at + " is still open");
    }
    asked = new Asked(System.nanoTime() + deadline.toNanos(), listener);
    owner.opened(this);
    if (line != null && line.takesMore()) {
      trying(this::send);
    } else {
      connect();
    }
  }

  /// When the open question ends without an answer, by {@link System#nanoTime}.
  long endNanos() {
    return asked == null ? Long.MAX_VALUE : asked.endNanos();
  }

  private interface Step {
    void take() throws IOException;
  }

  /// What a server hung up on that was asked before is asked again over a new connection: it may
  /// only have had enough of the old one.
  private void trying(Step step) {
    try {
      step.take();
    } catch (IOException noMore) {
      boolean wasNew = line == null || line.questions <= 1;
      hangUp();
      if (asked != null && wasNew) {
        end(Health.UNREACHABLE);
      } else if (asked != null) {
        connect();
      }
    }
  }

  private void connect() {
    hangUp();
    trying(
        () -> {
          if (at.isUnresolved()) {
            throw new UnknownHostException(at.getHostString());
          }
          SocketChannel channel = SocketChannel.open();
          line = new Line(channel, protocol.get());
          channel.configureBlocking(false);
          boolean connected = channel.connect(at);
          channel.register(
              owner.selector(), connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
          if (connected) {
            send();
          }
        });
  }

  private void send() throws IOException {
    if (line != null) {
      line.questions++;
      write(line, line.dialogue.question());
    }
  }

  /// A few bytes: a peer for which they do not fit has read nothing for long.
  private static void write(Line line, byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    if (line.channel.write(out) < bytes.length) {
      throw new IOException("the peer does not read");
    }
  }

  /// Something can be done with the connection, which is the only one with a valid key.
  void ready(SelectionKey key, byte[] buffer) {
    Line current = line;
    if (current == null) {
      return;
    }
    trying(
        () -> {
          if (key.isConnectable()) {
            current.channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            send();
          } else {
            read(current, buffer);
          }
        });
  }

  private void read(Line current, byte[] buffer) throws IOException {
    int count = current.channel.read(ByteBuffer.wrap(buffer));
    if (count < 0) {
      throw new EOFException();
    }
    byte[] reply = current.dialogue.hear(buffer, count);
    if (reply.length > 0) {
      write(current, reply);
    }
    if (asked != null) {
      current.dialogue.answer().ifPresent(this::end);
    }
  }

  /// The time for the open question is over; what comes later would be taken for the answer to the
  /// next one.
  void expire() {
    hangUp();
    end(Health.UNREACHABLE);
  }

  private void end(Health health) {
    Asked over = asked;
    asked = null;
    owner.closed(this);
    if (over != null) {
      over.listener().accept(health);
    }
  }

  private void hangUp() {
    Line old = line;
    line = null;
    if (old != null) {
      try {
        old.channel.close();
      } catch (IOException goneAnyway) {
        // It was not to be used any more.
      }
    }
  }

  /// Hangs up. An open question gets no answer any more.
  @Override
  public void close() {
    hangUp();
    asked = null;
    owner.closed(this);
  }
}
