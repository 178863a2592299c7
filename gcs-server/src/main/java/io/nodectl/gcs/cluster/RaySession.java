package io.nodectl.gcs.cluster;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.GcsNodeInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The session that Ray's programs take this cluster for: a name, and on each host a folder of that
/// name, which they make themselves.
public record RaySession(String name, Path tempDir) {

  /// Where Ray 2.60's programs look for the name.
  static final ByteString NAMESPACE = ByteString.copyFromUtf8("session");

  static final ByteString KEY = ByteString.copyFromUtf8("session_name");

  /// A name in the form that Ray 2.60 gives it: `session_<date>_<time>_<microseconds>_<pid>`; the
  /// time is UTC. Without the JDK's formatter of dates, which a start has no time for.
  public static String drawn(Instant now, long pid) {
    LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    return "session_%04d-%02d-%02d_%02d-%02d-%02d_%06d_%d"
        .formatted(
            at.getYear(),
            at.getMonthValue(),
            at.getDayOfMonth(),
            at.getHour(),
            at.getMinute(),
            at.getSecond(),
            at.getNano() / 1000,
            pid);
  }

  /// The cluster's session; empty before it was named, which is done when the store is opened.
  static Optional<RaySession> of(Tables tables, RaySettings settings) {
    return new KvTable(tables)
        .get(NAMESPACE, KEY)
        .map(name -> new RaySession(name.toStringUtf8(), settings.tempDir()));
  }

  /// A registration as it is kept: a head that does not say where its Ray folders are gets those of
  /// the cluster, since Ray's joining programs read them there. Real raylets say so themselves.
  public static GcsNodeInfo completed(GcsNodeInfo node, RaySettings settings, Tables tables) {
    return node.getIsHeadNode() && node.getTempDir().isEmpty()
        ? of(tables, settings).map(session -> session.on(node)).orElse(node)
        : node;
  }

  /// Where Ray's programs of the head's host keep what is of this session.
  Path folder() {
    return tempDir.resolve(name);
  }

  private GcsNodeInfo on(GcsNodeInfo node) {
    return node.toBuilder()
        .setTempDir(tempDir.toString())
        .setSessionDir(folder().toString())
        .build();
  }
}
