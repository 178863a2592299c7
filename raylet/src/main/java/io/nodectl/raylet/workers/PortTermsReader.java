package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.PortMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads how the ports of a worker become known.
final class PortTermsReader {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535;

  private PortTermsReader() {}

  static PortTerms read(LaunchRequest request) throws BadRequest {
    PortMode mode = request.getPortMode();
    return switch (mode.getModeCase()) {
      case MODE_NOT_SET -> new PortTerms.None();
      case REPORT -> new PortTerms.Report();
      case LISTEN_FD -> new PortTerms.ListenFd(host(mode.getListenFd().getHost()));
      case RESERVE -> reserve(request);
      case PROBE -> new PortTerms.Probe(number(mode.getProbe().getPort()));
      case STDOUT -> new PortTerms.Stdout(pattern(mode.getStdout().getPattern()));
      case PORTFILE -> new PortTerms.PortFile(file(mode.getPortfile().getPath()));
      case UDS -> uds(request);
    };
  }

  private static PortTerms reserve(LaunchRequest request) throws BadRequest {
    String unreadable = Template.unreadable(request.getProgram());
    if (!unreadable.isEmpty()) {
      throw new BadRequest(
          "port mode reserve: %s has no name of a port: small letters, digits, - and _"
              .formatted(unreadable));
    }
    Set<String> names = Template.portNames(request.getProgram());
    if (names.isEmpty()) {
      throw new BadRequest(
          "port mode reserve: neither argv nor env has {port} or {port:NAME}, so the program would"
              + " not know its number");
    }
    return new PortTerms.Reserve(host(request.getPortMode().getReserve().getHost()), names);
  }

  private static PortTerms uds(LaunchRequest request) throws BadRequest {
    if (!Template.has(request.getProgram(), Template.UDS)) {
      throw new BadRequest(
          "port mode uds: neither argv nor env has {uds}, so the program would not know its path");
    }
    return new PortTerms.Uds();
  }

  private static String host(String host) {
    return host.isEmpty() ? LOOPBACK : host;
  }

  private static OptionalInt number(int port) throws BadRequest {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new BadRequest("port mode probe: %d is no port".formatted(port));
    }
    return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  private static Pattern pattern(String text) throws BadRequest {
    if (text.isEmpty()) {
      throw new BadRequest("port mode stdout: give a pattern such as 'port (\\d+)'");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new BadRequest("port mode stdout: the pattern is wrong: " + e.getDescription());
    }
  }

  private static Optional<Path> file(String path) throws BadRequest {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!path.startsWith("/")) {
      throw new BadRequest("port mode portfile: \"%s\" is not absolute".formatted(path));
    }
    return Optional.of(Path.of(path));
  }
}
