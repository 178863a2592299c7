package io.nodectl.cli;

import io.nodectl.messages.raylet.ListenFdMode;
import io.nodectl.messages.raylet.PortFileMode;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.ProbeMode;
import io.nodectl.messages.raylet.ReportMode;
import io.nodectl.messages.raylet.ReserveMode;
import io.nodectl.messages.raylet.StdoutMode;
import io.nodectl.messages.raylet.UdsMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.TypeConversionException;

/// Reads how the ports of a program become known.
final class PortModes {
  static final List<String> WORDS =
      List.of("none", "report", "listen-fd", "reserve", "probe", "stdout", "portfile", "uds");

  private PortModes() {}

  /// Reads `WORD` or `WORD=VALUE`.
  ///
  /// @return empty for `none`
  /// @throws TypeConversionException if it is none
  static Optional<PortMode> read(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    PortMode.Builder mode = PortMode.newBuilder();
    return switch (word) {
      case "none" -> without(value, word, Optional.empty());
      case "report" ->
          without(value, word, Optional.of(mode.setReport(ReportMode.getDefaultInstance())));
      case "uds" -> without(value, word, Optional.of(mode.setUds(UdsMode.getDefaultInstance())));
      case "listen-fd" ->
          Optional.of(mode.setListenFd(ListenFdMode.newBuilder().setHost(value)).build());
      case "reserve" ->
          Optional.of(mode.setReserve(ReserveMode.newBuilder().setHost(value)).build());
      case "probe" -> Optional.of(mode.setProbe(probe(value)).build());
      case "stdout" ->
          Optional.of(mode.setStdout(StdoutMode.newBuilder().setPattern(pattern(value))).build());
      case "portfile" ->
          Optional.of(mode.setPortfile(PortFileMode.newBuilder().setPath(path(value))).build());
      default ->
          throw new TypeConversionException(
              "'%s' is no port mode: those are %s".formatted(word, String.join(", ", WORDS)));
    };
  }

  private static Optional<PortMode> without(
      String value, String word, Optional<PortMode.Builder> mode) {
    if (!value.isEmpty()) {
      throw new TypeConversionException("the port mode %s takes no '%s'".formatted(word, value));
    }
    return mode.map(PortMode.Builder::build);
  }

  private static ProbeMode probe(String port) {
    return ProbeMode.newBuilder().setPort(port.isEmpty() ? 0 : Values.port(port)).build();
  }

  private static String pattern(String regex) {
    if (regex.isEmpty()) {
      throw new TypeConversionException(
          "the port mode stdout needs a regular expression, such as 'stdout=port ([0-9]+)'");
    }
    try {
      return Pattern.compile(regex).pattern();
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException(
          "'%s' is no regular expression: %s".formatted(regex, e.getDescription()));
    }
  }

  private static String path(String path) {
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw new TypeConversionException(
          "the path of a port file is absolute, or left out ({portfile} in the command then stands for it), not '%s'"
              .formatted(path));
    }
    return path;
  }
}
