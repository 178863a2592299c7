package io.nodectl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// {@link LastPorts} on disk: an object of objects, by component and port name.
final class LastPortsFile {
  private static final Logger log = LoggerFactory.getLogger(LastPortsFile.class);

  private LastPortsFile() {}

  static void write(Path file, LastPorts ports) throws ProblemException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ports
        .numbers()
        .forEach((ref, number) -> json.withObject(ref.component()).put(ref.port(), number));
    WholeFile.write(file, JsonText.pretty(json).getBytes(StandardCharsets.UTF_8));
  }

  /// A wish, not a need: what cannot be read is no reason not to start.
  static LastPorts read(Path file) {
    Map<PortRef, Integer> numbers = new HashMap<>();
    try {
      JsonNode json = JsonText.read(Files.readString(file));
      json.forEachEntry(
          (component, ports) ->
              ports.forEachEntry(
                  (port, number) -> numbers.put(new PortRef(component, port), number.asInt(0))));
      numbers.values().removeIf(number -> number < 1 || number > 65535);
    } catch (NoSuchFileException firstStart) {
      return LastPorts.none();
    } catch (IOException | JacksonException e) {
      log.warn("the ports of the last start are unknown: cannot read {}: {}", file, e.toString());
    }
    return new LastPorts(numbers);
  }
}
