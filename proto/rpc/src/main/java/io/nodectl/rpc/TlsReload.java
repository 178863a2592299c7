package io.nodectl.rpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a [Tls.On] as they are now: whoever replaces them need not start anything again.
///
/// They are looked at when a connection begins, at most once a second, so nothing has to watch
/// them. Connections that are open go on with what they began with. Files that cannot be used, or
/// are just being written, change nothing.
final class TlsReload {

  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private static final Map<Tls.On, TlsReload> ALL = new ConcurrentHashMap<>();

  private final Tls.On on;
  private final LongSupplier nanos;
  private TlsMaterial material;
  private List<Stamp> stamps;
  private long lookedAt;

  private TlsReload(Tls.On on, LongSupplier nanos) throws IOException, GeneralSecurityException {
    this.on = on;
    this.nanos = nanos;
    // Before they are read: what changes meanwhile is read again.
    this.stamps = Stamp.of(on);
    this.material = TlsMaterial.read(on);
    this.lookedAt = nanos.getAsLong();
  }

  /// The one of these files: thousands of channels share it.
  ///
  /// @throws IOException if they cannot be read
  /// @throws GeneralSecurityException if they cannot be used
  static TlsReload of(Tls.On on) throws IOException, GeneralSecurityException {
    TlsReload known = ALL.get(on);
    if (known == null) {
      known = of(on, System::nanoTime);
      ALL.put(on, known);
    }
    return known;
  }

  /// @param nanos a monotonic clock
  static TlsReload of(Tls.On on, LongSupplier nanos) throws IOException, GeneralSecurityException {
    return new TlsReload(on, nanos);
  }

  /// What the files hold now, or held when they could be used last.
  synchronized TlsMaterial current() {
    long now = nanos.getAsLong();
    if (now - lookedAt >= LOOK_EVERY_NANOS) {
      lookedAt = now;
      look();
    }
    return material;
  }

  /// What they held at the last look.
  synchronized TlsMaterial last() {
    return material;
  }

  private void look() {
    List<Stamp> before = stamps;
    stamps = List.of();
    try {
      stamps = Stamp.of(on);
      if (!stamps.equals(before)) {
        material = TlsMaterial.read(on);
        LOG.info("the certificates of {} were read anew", on.certificate());
      }
    } catch (IOException | GeneralSecurityException e) {
      // What is of no use is told once, and read again when it has changed.
      if (!stamps.equals(before)) {
        LOG.warn("the new TLS files cannot be used, the old ones stay: {}", e.getMessage());
      }
    }
  }

  /// What tells a file from the one that was there before.
  private record Stamp(Path file, Object key, long modified, long size) {
    static List<Stamp> of(Tls.On on) throws IOException {
      List<Path> files = new ArrayList<>(List.of(on.certificate(), on.key()));
      on.authority().ifPresent(files::add);
      List<Stamp> stamps = new ArrayList<>();
      for (Path file : files) {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.add(
            new Stamp(
                file, String.valueOf(is.fileKey()), is.lastModifiedTime().toMillis(), is.size()));
      }
      return stamps;
    }
  }
}
