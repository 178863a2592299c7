package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.ServiceManager;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The immutable folder that the programs of a node run from.
///
/// @param home the folder, which is never rewritten while it exists
public record Distribution(Path home) {
  /// The system property that every launcher sets to the folder.
  public static final String PROPERTY = "nodectl.dist";

  /// Guardian and supervisor wait nearly always, and copying logs is no faster with the second
  /// compiler (990 against 840 MB/s). What that one takes while it works, it never gives back:
  /// after 1000 restarts of a component the supervisor had grown by 17 MB, and by 3 MB without.
  private static final String LIGHT_COMPILER = "-XX:TieredStopAtLevel=1";

  /// The raylet launches now and then: with the second compiler the first 80 launches took a third
  /// more CPU, all of it beside programs that start. The first compiler comes five times sooner
  /// than in other programs: 25 ms more for the start, and a fifth less CPU of the first launches.
  private static final Map<String, List<String>> MANNERS =
      Map.of("raylet", List.of(LIGHT_COMPILER, "-XX:CompileThresholdScaling=0.2"));

  /// The one that this JVM runs from.
  public static Distribution current() throws ProblemException {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw ProblemException.of(
          ExitCode.BUG,
          "this JVM was not started from a distribution (no system property " + PROPERTY + ")");
    }
    return new Distribution(Path.of(home));
  }

  /// The command line that runs one of its programs, on the JVM that runs this one.
  ///
  /// @throws InvalidInput if it has no program of that name
  public List<String> command(String program, List<String> arguments) throws ProblemException {
    return command(program, arguments, List.of());
  }

  /// The same with options of its own for the JVM instead of the AOT cache: the JVM refuses the
  /// cache when an agent is to be loaded.
  List<String> command(String program, List<String> arguments, List<String> jvmOptions)
      throws ProblemException {
    Properties programs = new Properties();
    Path index = home.resolve("programs.properties");
    try (Reader reader = Files.newBufferedReader(index)) {
      programs.load(reader);
    } catch (IOException e) {
      throw ProblemException.of("read " + index, e);
    }
    String main = programs.getProperty(program);
    if (main == null) {
      throw new InvalidInput(
          "the distribution has no program '%s'; it has %s"
              .formatted(program, programs.stringPropertyNames()));
    }
    List<String> options = new ArrayList<>(jvmOptions);
    if (options.isEmpty()) {
      options.add(AotCache.COMPONENTS.option(home));
    }
    options.addAll(0, MANNERS.getOrDefault(program, List.of()));
    return jvm(options, main, arguments);
  }

  /// The command line that runs a class of this module as a process of its own.
  List<String> command(Class<?> main, List<String> arguments) {
    return jvm(List.of(LIGHT_COMPILER, AotCache.NODE.option(home)), main.getName(), arguments);
  }

  private List<String> jvm(List<String> options, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("jvm.options"));
    command.addAll(options);
    command.add("-D" + PROPERTY + "=" + home);
    command.add("-cp");
    command.add(home.resolve("lib").resolve("nodectl.jar").toString());
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  /// Whether the JVM with that pid, of a component, or the one that it runs as a wrapper, runs from
  /// the AOT cache made for it.
  boolean servesAotCacheTo(long pid) {
    return mapsAotCache(pid) || ProcessTree.descendants(pid).stream().anyMatch(this::mapsAotCache);
  }

  private boolean mapsAotCache(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "maps"))
          .contains(AotCache.COMPONENTS.in(home).toString());
    } catch (IOException processIsGone) {
      return false;
    }
  }

  /// What every process of a node has in its environment: that of its parent, without what is only
  /// for its parent.
  static Map<String, String> environment(Map<String, String> parent, Session session) {
    Map<String, String> environment = ServiceManager.forChild(parent);
    environment.remove("NODECTL_REPORT");
    // Components get the token on their standard input, where no environment dump shows it.
    environment.remove("RAY_AUTH_TOKEN");
    environment.put(Session.VARIABLE, session.folder().toString());
    return environment;
  }
}
