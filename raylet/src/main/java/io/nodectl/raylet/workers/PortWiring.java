package io.nodectl.raylet.workers;

import io.nodectl.handshake.Endpoint;
import io.nodectl.process.PortSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How one launch of a worker is told of its ports, and found out.
///
/// @param template what its words in braces stand for
record PortWiring(PortSource source, Template template) {
  private static final Template NOTHING = new Template(Map.of());

  /// Takes for it what it needs.
  ///
  /// @throws io.nodectl.spawn.SystemCallException if there is no free number
  static PortWiring of(PortTerms terms, ProgramPlace place) throws IOException {
    return switch (terms) {
      case PortTerms.None _ -> new PortWiring(new PortSource.ByNothing(), NOTHING);
      case PortTerms.Report _ -> new PortWiring(new PortSource.ByReport(), NOTHING);
      case PortTerms.ListenFd(String host) ->
          new PortWiring(new PortSource.ByListening(Template.MAIN, host), NOTHING);
      case PortTerms.Reserve(String host, Set<String> names) -> reserve(host, names, place);
      case PortTerms.Probe(OptionalInt port) ->
          new PortWiring(new PortSource.ByProbe(Template.MAIN, port), NOTHING);
      case PortTerms.Stdout(Pattern pattern) ->
          new PortWiring(new PortSource.ByOutput(Template.MAIN, pattern), NOTHING);
      case PortTerms.PortFile(var chosen) -> {
        Path file = chosen.orElseGet(() -> place.folder().resolve(Template.PORT_FILE));
        yield new PortWiring(
            new PortSource.ByPortFile(Map.of(Template.MAIN, file)),
            new Template(Map.of(Template.PORT_FILE, file.toString())));
      }
      case PortTerms.Uds _ -> {
        Path socket = place.socket();
        yield new PortWiring(
            new PortSource.BySocketFile(socket),
            new Template(Map.of(Template.UDS, socket.toString())));
      }
    };
  }

  private static PortWiring reserve(String host, Set<String> names, ProgramPlace place) {
    names.forEach(name -> place.hold(name, host));
    Map<String, Endpoint> numbers = new TreeMap<>();
    place.numbers().forEach((name, number) -> numbers.put(name, new Endpoint(host, number)));
    return new PortWiring(new PortSource.ByNumbers(numbers), Template.ofPorts(place.numbers()));
  }
}
