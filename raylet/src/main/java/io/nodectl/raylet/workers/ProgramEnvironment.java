package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Program;
import io.nodectl.raylet.resources.Devices;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The variables that the program of a worker gets.
final class ProgramEnvironment {
  /// What a program needs of its surroundings, and no secret is in.
  private static final List<String> COMMON =
      List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR");

  private static final String LOCALE = "LC_";

  /// The programs of a session are found by it if all their parents are gone.
  private static final String SESSION = "NODECTL_SESSION";

  private ProgramEnvironment() {}

  /// What it would have without a runtime environment.
  static Map<String, String> wished(Program program, Template template, Surrounding around) {
    Map<String, String> all = new TreeMap<>();
    if (!program.getEnvIsWhole()) {
      around
          .environment()
          .forEach(
              (name, value) -> {
                if (COMMON.contains(name) || name.startsWith(LOCALE)) {
                  all.put(name, value);
                }
              });
      for (String name : Devices.VARIABLES) {
        String value = around.environment().get(name);
        if (value != null) {
          all.put(name, value);
        }
      }
    }
    all.putAll(template.fill(program.getEnvMap()));
    return all;
  }

  /// What nobody else may say.
  ///
  /// @param credential the file with which it proves who it is
  static Map<String, String> ours(Launching what, Surrounding around, Path credential) {
    Map<String, String> ours = new TreeMap<>(Devices.variables(what.grant(), around.environment()));
    ours.put("NODECTL_NODE_ID", around.nodeId());
    ours.put("NODECTL_WORKER_ID", what.id().hex());
    ours.put("NODECTL_INCARNATION", Integer.toString(what.incarnation()));
    ours.put("NODECTL_RAYLET", around.raylet());
    ours.put("NODECTL_CREDENTIAL", credential.toString());
    String session = around.environment().get(SESSION);
    if (session != null) {
      ours.put(SESSION, session);
    }
    return ours;
  }
}
