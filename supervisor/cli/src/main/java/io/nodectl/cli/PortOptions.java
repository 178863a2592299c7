package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/// Numbers for the ports of a node; 0 leaves the choice to the system.
final class PortOptions {
  static final String GCS = "port";
  static final String CLIENT = "ray-client-server-port";
  static final String AGENT = "runtime-env-agent-port";
  static final String NODE_MANAGER = "node-manager-port";
  static final String OBJECT_MANAGER = "object-manager-port";

  @Option(
      names = "--" + GCS,
      paramLabel = "PORT",
      converter = PortReader.class,
      description = "gcs-server of a head (default: the one it had last, else any).")
  private int gcs;

  @Option(
      names = "--" + CLIENT,
      paramLabel = "PORT",
      converter = PortReader.class,
      description = "client-proxy of a head (default: the one it had last, else any).")
  private int client;

  @Option(
      names = "--" + AGENT,
      paramLabel = "PORT",
      converter = PortReader.class,
      description = "runtime-env-agent (default: any).")
  private int agent;

  @Option(
      names = "--" + NODE_MANAGER,
      paramLabel = "PORT",
      converter = PortReader.class,
      description = "The raylet's node manager (default: any).")
  private int nodeManager;

  @Option(
      names = "--" + OBJECT_MANAGER,
      paramLabel = "PORT",
      converter = PortReader.class,
      description = "The raylet's object manager (default: any).")
  private int objectManager;

  /// The numbers that were chosen, by the flag's name without dashes.
  ///
  /// @throws InvalidInput if one number was chosen twice
  SequencedMap<String, Integer> chosen() {
    SequencedMap<String, Integer> chosen = new LinkedHashMap<>();
    chosen.put(GCS, gcs);
    chosen.put(CLIENT, client);
    chosen.put(AGENT, agent);
    chosen.put(NODE_MANAGER, nodeManager);
    chosen.put(OBJECT_MANAGER, objectManager);
    chosen.values().removeIf(number -> number == 0);
    refuseTwins(chosen);
    return chosen;
  }

  private static void refuseTwins(Map<String, Integer> chosen) {
    Map<Integer, String> flagOf = new HashMap<>();
    chosen.forEach(
        (flag, number) -> {
          String twin = flagOf.put(number, flag);
          if (twin != null) {
            throw new InvalidInput(
                "--%s and --%s are both %d: choose two numbers, or leave one to the system"
                    .formatted(twin, flag, number));
          }
        });
  }

  /// Reads 0 to 65535.
  static final class PortReader implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return Values.port(text);
    }
  }
}
