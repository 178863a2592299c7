package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.HealthCheck;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Placement;
import io.nodectl.messages.raylet.Program;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.NodeResources;
import io.nodectl.raylet.workers.Terms.Timing;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.Optional;

/// Reads a request, and refuses what makes no sense.
final class TermsReader {
  private static final Duration USUAL_START = Duration.ofSeconds(60);
  private static final Duration USUAL_GRACE = Duration.ofSeconds(10);
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);
  private static final int USUAL_MISSES = 3;
  private static final String GET = "GET:";

  /// It is enough that it listens.
  private static final String LISTEN = "LISTEN";

  /// Ours, so nobody else sets them.
  private static final String OUR_VARIABLES = "NODECTL_";

  /// Longer is a mistake; a day is as good as for ever.
  private static final long LONGEST_MS = Duration.ofDays(1).toMillis();

  private TermsReader() {}

  /// @param attached whether the worker ends with its caller
  static Terms read(LaunchRequest request, boolean attached) throws BadRequest {
    try {
      checkProgram(request.getProgram());
      checkPlacement(request);
      Amounts demand = Amounts.asked(request.getResourcesMap());
      NodeResources.checkDevices(demand);
      if (request.hasHealth() && !request.hasPortMode()) {
        throw new BadRequest("health: without a port mode nobody knows whom to ask; give one");
      }
      return new Terms(
          request,
          demand,
          PortTermsReader.read(request),
          health(request),
          timing(request),
          maxRestarts(request, attached),
          attached);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
  }

  private static void checkProgram(Program program) throws BadRequest {
    if (program.getArgvCount() == 0 || program.getArgv(0).isEmpty()) {
      throw new BadRequest("there is no program to run: its argv is empty");
    }
    for (String word : program.getArgvList()) {
      if (word.indexOf('\0') >= 0) {
        throw new BadRequest("argv: an argument has a NUL character");
      }
    }
    for (String name : program.getEnvMap().keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new BadRequest("env: \"%s\" cannot be the name of a variable".formatted(name));
      }
      if (name.startsWith(OUR_VARIABLES)) {
        throw new BadRequest("env: %s is not for you to set: choose another name".formatted(name));
      }
      if (program.getEnvOrThrow(name).indexOf('\0') >= 0) {
        throw new BadRequest("env: the value of %s has a NUL character".formatted(name));
      }
    }
    if (!program.getDirectory().isEmpty() && !program.getDirectory().startsWith("/")) {
      throw new BadRequest("directory: \"%s\" is not absolute".formatted(program.getDirectory()));
    }
  }

  private static void checkPlacement(LaunchRequest request) {
    Placement placement = request.getPlacement();
    if (!placement.getNodeId().isEmpty()) {
      NodeId.fromHex(placement.getNodeId());
    }
    if (!request.getWorkerId().isEmpty()) {
      new WorkerId(request.getWorkerId());
    }
  }

  private static Optional<HealthTerms> health(LaunchRequest request) throws BadRequest {
    boolean asks = request.hasHealth() && !request.getHealth().getRequest().equals(LISTEN);
    return asks ? Optional.of(health(request.getHealth())) : Optional.empty();
  }

  private static HealthTerms health(HealthCheck check) throws BadRequest {
    String request = check.getRequest();
    boolean isAbsolute = request.startsWith(GET + "/");
    if (!isAbsolute || request.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new BadRequest(
          "health: \"%s\" is neither LISTEN nor of the form GET:/path, without spaces"
              .formatted(request));
    }
    var rhythm =
        new HealthTerms.Rhythm(
            duration(check.getIntervalMs(), USUAL_INTERVAL, "health interval"),
            duration(check.getTimeoutMs(), USUAL_TIMEOUT, "health timeout"),
            duration(check.getStartPeriodMs(), Duration.ZERO, "health start period"));
    if (check.getFailures() < 0) {
      throw new BadRequest("health failures: %d is less than 1".formatted(check.getFailures()));
    }
    int misses = check.getFailures() == 0 ? USUAL_MISSES : check.getFailures();
    return new HealthTerms(request.substring(GET.length()), check.getPort(), rhythm, misses);
  }

  private static Timing timing(LaunchRequest request) throws BadRequest {
    return new Timing(
        duration(request.getStartTimeoutMs(), USUAL_START, "start timeout"),
        duration(request.getStopGraceMs(), USUAL_GRACE, "stop grace"));
  }

  private static int maxRestarts(LaunchRequest request, boolean attached) throws BadRequest {
    int most = request.getRestart().getMaxRestarts();
    if (most < Terms.ALWAYS) {
      throw new BadRequest("restarts: %d is neither -1 nor 0 or more".formatted(most));
    }
    if (most != 0 && attached) {
      throw new BadRequest("restarts: a program that ends with its caller is never launched again");
    }
    return most;
  }

  private static Duration duration(long ms, Duration usual, String what) throws BadRequest {
    if (ms < 0 || ms > LONGEST_MS) {
      throw new BadRequest("%s: %d ms is not between 0 and a day".formatted(what, ms));
    }
    return ms == 0 ? usual : Duration.ofMillis(ms);
  }
}
