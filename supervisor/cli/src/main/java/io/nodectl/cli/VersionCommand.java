package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl version`
final class VersionCommand implements Task {
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(spec, "Shows the version of nodectl, and of what it runs on.");
    Manual.examples(spec, "nodectl version", "nodectl version --format json");
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) {
    String version = version();
    if (output.isJson()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("version", version);
      json.put("java", Runtime.version().toString());
      json.put("distribution", System.getProperty(Distribution.PROPERTY));
      OutputOptions.printJson(json, outside.out());
    } else {
      outside.out().println("nodectl %s (Java %s)".formatted(version, Runtime.version()));
    }
    return ExitCode.DONE.number();
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing in this build");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "?");
  }
}
