package io.nodectl.runtimeenv;

import io.nodectl.environment.Fields;
import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.SetupConfig;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the JSON of a runtime environment into the context of a worker.
final class EnvironmentMaker {
  private final Means means;

  EnvironmentMaker(Means means) {
    this.means = means;
  }

  Shelves shelves() {
    return means.shelves();
  }

  /// Makes it; takes as long as its tools take.
  Outcome make(Wish wish, BuildLogs logs) throws InterruptedException {
    try {
      RuntimeEnv env = RuntimeEnv.parse(wish.runtimeEnv());
      SetupConfig config = check(env, wish);
      TimeLimit limit = TimeLimit.fromNow(config.timeout());
      try (BuildLog log = logs.begin(wish, config)) {
        return make(env, limit, log);
      }
    } catch (InvalidEnvironment e) {
      return new Outcome.Refused(e.getMessage(), false);
    }
  }

  private SetupConfig check(RuntimeEnv env, Wish wish) throws InvalidEnvironment {
    Fields.check(env, means.plugins().fields());
    var _ = env.envVars();
    for (RuntimeEnvPlugin plugin : means.plugins().inOrder()) {
      if (env.has(plugin.field())) {
        plugin.validate(env);
      }
    }
    SetupConfig config = env.config();
    return wish.timeoutSeconds() == 0 ? config : config.withTimeout(wish.timeoutSeconds());
  }

  private Outcome make(RuntimeEnv env, TimeLimit limit, BuildLog log)
      throws InvalidEnvironment, InterruptedException {
    Outcome outcome = tried(env, limit, log);
    log.step(
        switch (outcome) {
          case Outcome.Created _ -> "ready";
          case Outcome.Refused(String why, boolean _) -> "failed: " + why;
        });
    return outcome;
  }

  private Outcome tried(RuntimeEnv env, TimeLimit limit, BuildLog log)
      throws InvalidEnvironment, InterruptedException {
    try {
      return new Making(env, limit, log, means).run();
    } catch (SetupFailed e) {
      return limit.isOver()
          ? new Outcome.Refused(tooLate(limit.whole()) + e.getMessage(), true)
          : new Outcome.Refused(e.getMessage(), e.isPassing());
    } catch (IOException e) {
      Log.LOGGER.warn("an environment could not be made", e);
      String why = String.valueOf(e.getMessage());
      return new Outcome.Refused(
          DiskFull.isToldBy(why) ? why + ": make room on this node's disk" : e.toString(), true);
    }
  }

  private static String tooLate(Optional<Duration> whole) {
    return "it was not ready within %d s, which config.setup_timeout_seconds can change: "
        .formatted(whole.orElse(Duration.ZERO).toSeconds());
  }

  /// Loads the logging library only when there is something to say.
  private static final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(EnvironmentMaker.class);
  }
}
