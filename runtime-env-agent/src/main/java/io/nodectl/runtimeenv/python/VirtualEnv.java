package io.nodectl.runtimeenv.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A virtual environment that sees the packages of the interpreter it was made by, and puts its own
/// before them.
///
/// It does not work in another place than where it was made: its scripts name their interpreter.
///
/// @param folder of the environment and what was needed to make it
record VirtualEnv(Path folder) {
  /// As Ray's agent names it.
  private static final String NAME = "virtualenv";

  Path path() {
    return folder.resolve(NAME);
  }

  String python() {
    return path().resolve("bin/python").toString();
  }

  /// The words of a command prefix that activate it.
  List<String> activation() {
    return List.of("source", path().resolve("bin/activate").toString(), "1>&2", "&&");
  }

  /// An empty folder: what is run in it finds no modules there.
  Path emptyFolder() {
    return folder.resolve("empty");
  }

  /// Makes it. Its pip is the interpreter's, which spares it a second; only if that has none it
  /// gets one.
  void make(Interpreter interpreter, Workshop workshop)
      throws SetupFailed, IOException, InterruptedException {
    Files.createDirectory(emptyFolder());
    List<String> command =
        new ArrayList<>(List.of(interpreter.executable(), "-m", "venv", "--system-site-packages"));
    if (interpreter.hasPip()) {
      command.add("--without-pip");
    }
    command.add(path().toString());
    workshop.say("making a virtual environment of Python " + interpreter.version());
    String _ = workshop.run(command, workshop.variables(), emptyFolder());
    addSites(interpreter);
  }

  /// A virtual environment that is made inside another one does not see that one's packages, but
  /// those of the interpreter below both.
  private void addSites(Interpreter interpreter) throws IOException {
    if (interpreter.ownSites().isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (String site : interpreter.ownSites()) {
      // A line that begins with import is executed (module site); this one reads its .pth files.
      lines.append("import site; site.addsitedir('").append(escaped(site)).append("')\n");
    }
    Files.writeString(
        path().resolve(interpreter.sitePackages()).resolve("_nodectl_outer.pth"), lines, UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /// Runs a module of its interpreter.
  String run(Workshop workshop, List<String> moduleAndArguments)
      throws SetupFailed, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python(), "-m"));
    command.addAll(moduleAndArguments);
    return workshop.run(command, variables(workshop), emptyFolder());
  }

  /// Those of a program that runs in it.
  Map<String, String> variables(Workshop workshop) {
    Map<String, String> variables = new HashMap<>(workshop.variables());
    variables.put("VIRTUAL_ENV", path().toString());
    variables.remove("PYTHONHOME");
    return variables;
  }
}
