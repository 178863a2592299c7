package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.environment.SetupConfig;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The logs of one environment, one for each time that it was made; the last one is remembered.
final class BuildLogs {
  private static final int ID_BYTES = 6;

  private final Optional<Path> folder;
  private volatile @Nullable BuildLog last;

  /// @param folder where the files are to be
  BuildLogs(Optional<Path> folder) {
    this.folder = folder;
  }

  BuildLog begin(Wish wish, SetupConfig config) {
    List<Path> files = new ArrayList<>();
    folder.ifPresent(
        where -> {
          files.add(where.resolve("runtime_env_setup-" + id(wish.runtimeEnv()) + ".log"));
          config.logFiles().forEach(name -> files.add(where.resolve(name)));
        });
    BuildLog log = new BuildLog(files);
    log.line("for " + (wish.job().isEmpty() ? wish.source() : "job " + wish.job()));
    last = log;
    return log;
  }

  /// What the last one says; empty if it was never begun to be made.
  Optional<BuildLog.News> since(long line) {
    BuildLog log = last;
    return log == null ? Optional.empty() : Optional.of(log.since(line));
  }

  /// A short name for a document: twelve hexadecimal digits.
  static String id(String runtimeEnv) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(runtimeEnv.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
