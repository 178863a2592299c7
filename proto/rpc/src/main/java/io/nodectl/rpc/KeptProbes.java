package io.nodectl.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Asks servers in clear text again and again how they are: all on one thread, and each over a
/// connection that is kept.
///
/// A connection for each question would cost our own gRPC servers 4 ms of CPU each time (JDK 25),
/// and a thread for each question 1 ms of ours.
public final class KeptProbes implements AutoCloseable {
  /// More than any answer needs.
  private static final int BUFFER = 2048;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Selector selector;
  private final byte[] buffer = new byte[BUFFER];

  /// Those with an open question.
  private final Set<KeptProbe> open = new HashSet<>();

  private KeptProbes(Selector selector) {
    this.selector = selector;
  }

  /// Asks nobody yet.
  ///
  /// @throws UncheckedIOException if there is no free descriptor
  public static KeptProbes open() {
    try {
      return new KeptProbes(Selector.open());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot wait for answers", e);
    }
  }

  /// A server to ask by `grpc.health.v1.Health/Check`. Needs no token.
  ///
  /// @param service the service's name, at most 127 characters of ASCII; empty for the whole server
  public KeptProbe grpc(String host, int port, String service) {
    return new KeptProbe(
        this, new InetSocketAddress(host, port), () -> new GrpcDialogue(host, service));
  }

  /// A server that speaks TLS, to ask for any word of it.
  public KeptProbe tls(String host, int port) {
    return new KeptProbe(this, new InetSocketAddress(host, port), TlsDialogue::new);
  }

  /// A server to ask by a `GET` of HTTP/1.1, which any answer shows to live but for those that
  /// begin with 5.
  ///
  /// @param path begins with a slash
  public KeptProbe http(String host, int port, String path) {
    return new KeptProbe(
        this, new InetSocketAddress(host, port), () -> new HttpDialogue(host, path));
  }

  /// Waits for answers, tells who asked, and returns when something has happened, {@link #wakeUp}
  /// was called, or the time is over.
  ///
  /// @param nanos how long at most; {@link Long#MAX_VALUE} for ever
  public void await(long nanos) {
    long now = System.nanoTime();
    long wait = nanos;
    for (KeptProbe probe : open) {
      wait = Math.min(wait, probe.endNanos() - now);
    }
    select(wait);
    expire();
  }

  private void select(long nanos) {
    try {
      if (nanos <= 0) {
        selector.selectNow(this::ready);
      } else if (nanos == Long.MAX_VALUE) {
        selector.select(this::ready);
      } else {
        selector.select(this::ready, nanos / NANOS_PER_MILLI + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot wait for answers", e);
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof KeptProbe probe) {
      probe.ready(key, buffer);
    }
  }

  /// A wait through which this process itself was stopped ends without a look at what came
  /// meanwhile, so there is one more before anybody is called silent.
  private void expire() {
    if (overdue().isEmpty()) {
      return;
    }
    select(0);
    overdue().forEach(KeptProbe::expire);
  }

  private List<KeptProbe> overdue() {
    long now = System.nanoTime();
    return open.stream().filter(probe -> probe.endNanos() - now <= 0).toList();
  }

  /// Ends the {@link #await} that is running, or else the next one; from any thread.
  public void wakeUp() {
    selector.wakeup();
  }

  Selector selector() {
    return selector;
  }

  void opened(KeptProbe probe) {
    open.add(probe);
  }

  void closed(KeptProbe probe) {
    open.remove(probe);
  }

  /// To be called when all probes are closed.
  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a selector", e);
    }
  }
}
