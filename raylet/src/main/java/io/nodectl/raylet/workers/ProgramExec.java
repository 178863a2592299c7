package io.nodectl.raylet.workers;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.WorkerCommand;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.WorkerExec;
import io.nodectl.messages.raylet.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is to be executed for one launch of a worker.
///
/// @param command the program, absolute or to be looked up, and its arguments
/// @param wished its variables without ours
/// @param what is launched
/// @param directory where it runs
record ProgramExec(
    List<String> command,
    Map<String, String> wished,
    Launching what,
    Surrounding around,
    Path directory) {

  static ProgramExec of(Launching what, Template template, Surrounding around, ProgramPlace place)
      throws InvalidEnvironment {
    Program program = what.terms().request().getProgram();
    Path directory =
        program.getDirectory().isEmpty() ? place.folder() : Path.of(program.getDirectory());
    List<String> words = template.fill(program.getArgvList());
    Map<String, String> variables = ProgramEnvironment.wished(program, template, around);
    if (what.context().isEmpty()) {
      return new ProgramExec(absolute(words, directory), variables, what, around, directory);
    }
    WorkerExec exec =
        WorkerExec.of(
            WorkerContext.parse(what.context()),
            new WorkerCommand.AnyProgram(words),
            variables,
            directory);
    // Who names a folder wants that one, and not the working_dir of the runtime environment.
    Path where = program.getDirectory().isEmpty() ? exec.directory() : directory;
    return new ProgramExec(absolute(exec.words(), where), exec.environment(), what, around, where);
  }

  /// A path that is relative is so to the folder in which the program will run.
  private static List<String> absolute(List<String> words, Path directory) {
    String program = words.getFirst();
    if (program.startsWith("/") || program.indexOf('/') < 0) {
      return words;
    }
    List<String> absolute = new ArrayList<>(words);
    absolute.set(0, directory.resolve(program).normalize().toString());
    return absolute;
  }

  /// All of its variables.
  Map<String, String> environment(Path credential) {
    Map<String, String> all = new TreeMap<>(wished);
    all.putAll(ProgramEnvironment.ours(what, around, credential));
    return all;
  }
}
