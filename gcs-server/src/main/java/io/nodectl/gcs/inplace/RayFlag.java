package io.nodectl.gcs.inplace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A flag of Ray 2.60's gcs_server, as its `--helpfull` lists them. Where its name has a `_`, a `-`
/// does as well.
enum RayFlag {
  CONFIG_LIST,
  GCS_SERVER_PORT,
  LOG_DIR,
  METRICS_AGENT_PORT,
  NODE_ID,
  NODE_IP_ADDRESS,
  RAY_COMMIT,
  REDIS_ADDRESS,
  REDIS_ENABLE_SSL,
  REDIS_PASSWORD,
  REDIS_PORT,
  REDIS_USERNAME,
  RETRY_REDIS,
  SESSION_DIR,
  SESSION_NAME,
  STDERR_FILEPATH,
  STDOUT_FILEPATH;

  /// Who uses one of these calls Ray's program: ours has no such flags.
  private static final Set<RayFlag> TELLING =
      Set.of(CONFIG_LIST, GCS_SERVER_PORT, SESSION_DIR, SESSION_NAME);

  /// The flag of that name, which is without dashes in front.
  static Optional<RayFlag> named(String name) {
    String plain = name.replace('-', '_');
    return Arrays.stream(values())
        .filter(flag -> flag.name().toLowerCase(Locale.ROOT).equals(plain))
        .findFirst();
  }

  boolean tells() {
    return TELLING.contains(this);
  }
}
