package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Numbers for the ports of a node; 0 leaves the choice to the system.
final class PortOptions {
  static final String GCS = "port";
  static final String CLIENT = "ray-client-server-port";

  private final SequencedMap<String, Flag<Integer>> flags = new LinkedHashMap<>();

  PortOptions() {
    flag(GCS, "gcs-server of a head (default: the one it had last, else any).");
    flag(CLIENT, "client-proxy of a head (default: the one it had last, else any).");
    flag("runtime-env-agent-port", "runtime-env-agent (default: any).");
    flag("node-manager-port", "The raylet's node manager (default: any).");
    flag("object-manager-port", "The raylet's object manager (default: any).");
  }

  private void flag(String name, String description) {
    flags.put(name, Flag.of("--" + name, Flag.Value.called("PORT"), Values::port, description));
  }

  Collection<Flag<Integer>> flags() {
    return flags.values();
  }

  /// The numbers that were chosen, by the flag's name without dashes; 0 is the wish for any port,
  /// also where the last one would be asked for otherwise.
  ///
  /// @throws InvalidInput if one number was chosen twice
  SequencedMap<String, Integer> chosen() {
    SequencedMap<String, Integer> chosen = new LinkedHashMap<>();
    flags.forEach((name, flag) -> flag.value().ifPresent(number -> chosen.put(name, number)));
    refuseTwins(chosen);
    return chosen;
  }

  private static void refuseTwins(Map<String, Integer> chosen) {
    Map<Integer, String> flagOf = new HashMap<>();
    chosen.forEach(
        (flag, number) -> {
          String twin = flagOf.put(number, flag);
          if (twin != null && number != 0) {
            throw new InvalidInput(
                "--%s and --%s are both %d: choose two numbers, or leave one to the system"
                    .formatted(twin, flag, number));
          }
        });
  }
}
