package io.nodectl.raylet.workers;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Asks a worker whether it accepts connections, and sends nothing. That takes one connection for
/// each of its ports, which is closed as soon as it was accepted.
///
/// @param knocks in the order in which they are looked at
/// @param pid of the worker
record AcceptQuestion(List<Knock> knocks, long pid) implements HealthWatch.Question {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

  /// A look takes no time, and there are no more once it has accepted.
  static final HealthTerms.Rhythm RHYTHM =
      new HealthTerms.Rhythm(Duration.ofMillis(250), Duration.ZERO, Duration.ZERO);

  AcceptQuestion {
    knocks = List.copyOf(knocks);
  }

  /// @param addresses `HOST:PORT` or `unix:/path`
  static AcceptQuestion at(Collection<String> addresses, long pid) {
    return new AcceptQuestion(addresses.stream().map(Knock::new).toList(), pid);
  }

  @Override
  public void ask(Duration timeout, Consumer<String> answer) {
    Thread.ofVirtual().name("accept").start(() -> answer.accept(asked()));
  }

  private String asked() {
    for (Knock knock : knocks) {
      String trouble = knock.look();
      if (!trouble.isEmpty()) {
        return trouble;
      }
    }
    for (Knock knock : knocks) {
      String trouble = OwnerCheck.troubleAt(knock.address(), pid);
      if (!trouble.isEmpty()) {
        knock.again();
        return trouble;
      }
    }
    return "";
  }

  @Override
  public Duration firstPause() {
    return FIRST_PAUSE;
  }

  @Override
  public void close() {
    knocks.forEach(Knock::close);
  }
}
