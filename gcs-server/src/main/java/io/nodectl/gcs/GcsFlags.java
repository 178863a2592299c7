package io.nodectl.gcs;

import io.nodectl.gcs.storage.MemoryStorage;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.program.Flag;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line of gcs-server.
final class GcsFlags {

  private final PortFlags port = new PortFlags();
  private final Flag<Path> tokenFile =
      Flag.file("--token-file", "By hand: the token that callers must have.");

  private final Flag<Path> dataDir =
      Flag.of(
          "--data-dir",
          Flag.Value.called("DIR"),
          Path::of,
          "Keep the cluster's state there (default: in memory, so it ends with the process).");

  Usage usage() {
    var flags = new ArrayList<>(port.flags());
    flags.add(dataDir);
    flags.add(tokenFile);
    return new Usage(
        "gcs-server",
        List.of(
            "The control plane of a cluster: its nodes, their health, and the internal key-value"
                + " store.",
            "Started by nodectl, it is told its token on standard input; run by hand, it takes it"
                + " from --token-file, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token."),
        flags);
  }

  PortWish port() {
    return port.wish();
  }

  Optional<Path> tokenFile() {
    return tokenFile.value();
  }

  /// What keeps the cluster's state.
  Storage.Opener storage() {
    return dataDir.value().<Storage.Opener>map(SqliteFile::new).orElse(MemoryStorage::new);
  }
}
