package io.nodectl.raylet.workers;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// How the ports of a worker become known.
sealed interface PortTerms {

  /// It need not have any.
  record None() implements PortTerms {}

  /// It reports them.
  record Report() implements PortTerms {}

  /// It is given a listening socket.
  record ListenFd(String host) implements PortTerms {}

  /// It is told numbers that are held for it.
  ///
  /// @param names of its ports, at least one
  record Reserve(String host, Set<String> names) implements PortTerms {
    public Reserve {
      names = Set.copyOf(names);
    }
  }

  /// It is looked what it listens on.
  record Probe(OptionalInt port) implements PortTerms {}

  /// It prints its port.
  record Stdout(Pattern pattern) implements PortTerms {}

  /// It writes its port into a file.
  ///
  /// @param file empty for one in its own folder
  record PortFile(Optional<Path> file) implements PortTerms {}

  /// It listens on a Unix socket in its own folder.
  record Uds() implements PortTerms {}
}
