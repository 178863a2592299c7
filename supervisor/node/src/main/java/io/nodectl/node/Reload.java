package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Tls;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.SystemCallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads anew, while the node runs, what it was started with, as far as that can be.
final class Reload {
  private static final int STANDARD_ERROR = 2;

  private final NodeIdentity identity;
  private final NodeFeed feed;
  private final Consumer<NodeEvent> supervisor;
  private final Optional<ServiceVoice> service;
  private final Map<String, String> environment;
  private Auth auth;

  /// What came of one thing.
  ///
  /// @param text for a person: why, and what to do if a restart is needed
  record Outcome(String what, Effect effect, String text) {}

  /// What came of it.
  enum Effect {
    RELOADED,
    UNCHANGED,
    NEEDS_RESTART
  }

  // Five parameters: what a running node is made of, and nothing of it is of the same kind.
  Reload(
      NodeIdentity identity,
      NodeFeed feed,
      Consumer<NodeEvent> supervisor,
      Optional<ServiceVoice> service,
      Map<String, String> environment) {
    this.identity = identity;
    this.feed = feed;
    this.supervisor = supervisor;
    this.service = service;
    this.environment = Map.copyOf(environment);
    this.auth = identity.spec().auth();
  }

  /// Does it. For one caller at a time.
  ///
  /// @throws ProblemException if the node is not up, or what is to be read is of no use: then
  ///     nothing has changed
  synchronized List<Outcome> perform() throws ProblemException {
    NodeState state = feed.current();
    if (!state.isUp()) {
      throw ProblemException.of(
          ExitCode.REFUSED,
          "node '%s' is %s: only a node that is up can be reloaded"
              .formatted(identity.spec().name(), state.phase().word()));
    }
    Optional<Auth.Token> token = newToken();
    List<Outcome> outcomes = new ArrayList<>();
    service.ifPresent(ServiceVoice::reloading);
    try {
      outcomes.add(tokenOutcome(token));
      outcomes.add(reopenLog());
      if (Tls.isWanted(environment)) {
        outcomes.add(
            new Outcome(
                "certificates",
                Effect.RELOADED,
                "each new connection uses what their files hold, also without this"));
      }
      token.ifPresent(found -> auth = found);
    } finally {
      // Whatever came of it, the manager must hear that it is over.
      supervisor.accept(new NodeEvent.Reloaded(token));
    }
    return outcomes;
  }

  private Optional<Auth.Token> newToken() throws ProblemException {
    if (auth instanceof Auth.Token(String known, Optional<Path> path) && path.isPresent()) {
      Auth.Token now = Tokens.reread(path.get());
      return now.token().equals(known) ? Optional.empty() : Optional.of(now);
    }
    return Optional.empty();
  }

  private Outcome tokenOutcome(Optional<Auth.Token> changed) {
    return switch (auth) {
      case Auth.Token(_, Optional<Path> path) when path.isEmpty() ->
          new Outcome(
              "token",
              Effect.NEEDS_RESTART,
              "it came from the environment, which is read at the start of the node only");
      case Auth.Token(_, Optional<Path> path) ->
          changed.isPresent()
              ? new Outcome(
                  "token", Effect.RELOADED, "all components got the new one of " + path.get())
              : new Outcome("token", Effect.UNCHANGED, unchanged(path.get()));
      case Auth.Disabled(), Auth.OwnToken() ->
          new Outcome("token", Effect.UNCHANGED, "authentication is off");
    };
  }

  private String unchanged(Path file) {
    String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    return !credentials.isEmpty() && file.startsWith(credentials)
        ? "systemd hands a new one to the node only when its unit is restarted"
        : file + " says the same";
  }

  private Outcome reopenLog() {
    Path file = identity.session().log("supervisor");
    try (Fd log = Fd.appendTo(file)) {
      log.becomes(STANDARD_ERROR);
      return new Outcome("logs", Effect.RELOADED, "the supervisor's own is opened anew: " + file);
    } catch (SystemCallException e) {
      return new Outcome("logs", Effect.UNCHANGED, "%s: %s".formatted(file, e.getMessage()));
    }
  }
}
