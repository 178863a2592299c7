package io.nodectl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerExecTest {
  private static final Path HERE = Path.of("/here");
  private static final Map<String, String> AROUND = Map.of("PATH", "/usr/bin", "HOME", "/root");
  private static final WorkerCommand SHELL =
      new WorkerCommand.AnyProgram(List.of("sh", "-c", "exit 7"));

  @Test
  void an_empty_context_changes_nothing() {
    WorkerExec exec = WorkerExec.of(WorkerContext.EMPTY, SHELL, AROUND, HERE);
    assertEquals(new WorkerExec(List.of("sh", "-c", "exit 7"), AROUND, HERE), exec);
  }

  @Test
  void variables_see_what_is_there_and_each_other_in_their_order() {
    WorkerContext context =
        new ContextBuilder()
            .variable("A", "1")
            .variable("B", "${A}2$HOME")
            .variable("PATH", "/mine:${PATH}")
            .variable("C", "[${NOTHING}$NOTHING${nothing}$]")
            .build();
    Map<String, String> environment = WorkerExec.of(context, SHELL, AROUND, HERE).environment();
    assertEquals("12/root", environment.get("B"));
    assertEquals("/mine:/usr/bin", environment.get("PATH"));
    assertEquals("[$NOTHING${nothing}$]", environment.get("C"));
  }

  @Test
  void a_folder_and_a_virtual_environment_need_no_shell() {
    WorkerContext context =
        WorkerContext.EMPTY
            .prefixed(List.of("cd", "'/a folder'", "&&"))
            .prefixed(List.of("source", "/venv/bin/activate", "1>&2", "&&"))
            .withPython("/venv/bin/python");
    WorkerExec exec =
        WorkerExec.of(
            context,
            new WorkerCommand.AnyProgram(List.of("python3", "-c", "pass")),
            Map.of("PATH", "/usr/bin", "PYTHONHOME", "/x"),
            HERE);
    assertEquals(
        new WorkerExec(
            List.of("/venv/bin/python", "-c", "pass"),
            Map.of("PATH", "/venv/bin:/usr/bin", "VIRTUAL_ENV", "/venv"),
            Path.of("/a folder")),
        exec);
  }

  @Test
  void any_other_prefix_is_read_by_bash_which_the_program_replaces() {
    WorkerContext context = WorkerContext.EMPTY.prefixed(List.of("nsys", "profile", "-o", "x"));
    assertEquals(
        List.of("bash", "-c", "nsys profile -o x sh -c 'exit 7'"),
        WorkerExec.of(context, SHELL, AROUND, HERE).words());
    WorkerContext setUp = WorkerContext.EMPTY.prefixed(List.of("umask", "077", "&&"));
    assertEquals(
        List.of("bash", "-c", "umask 077 && exec sh -c 'exit 7'"),
        WorkerExec.of(setUp, SHELL, AROUND, HERE).words());
  }

  @Test
  void a_python_worker_runs_in_the_interpreter_with_its_arguments() {
    WorkerContext context =
        new WorkerContext(
            List.of(),
            Map.of(),
            Optional.of("/opt/py -X 'dev mode'"),
            Optional.of("other.py"),
            List.of());
    assertEquals(
        List.of("/opt/py", "-X", "dev mode", "other.py", "--port=1"),
        WorkerExec.of(
                context,
                new WorkerCommand.Python(List.of("default_worker.py", "--port=1")),
                AROUND,
                HERE)
            .words());
    assertEquals(
        List.of("python3", "a.py"),
        WorkerExec.of(WorkerContext.EMPTY, new WorkerCommand.Python(List.of("a.py")), AROUND, HERE)
            .words());
  }

  @Test
  void java_finds_its_jars_by_option_or_variable() {
    WorkerContext context = WorkerContext.EMPTY.withJars(List.of("/jars/one"));
    assertEquals(
        List.of("java", "-cp", "/ray/*:/jars/one/*:/jars/one", "Main"),
        WorkerExec.of(
                context, new WorkerCommand.Java(List.of("/ray/*"), List.of("Main")), AROUND, HERE)
            .words());
    WorkerExec any =
        WorkerExec.of(
            context,
            new WorkerCommand.AnyProgram(List.of("java", "Main")),
            Map.of("CLASSPATH", "/own"),
            HERE);
    assertEquals(List.of("java", "Main"), any.words());
    assertEquals("/jars/one/*:/jars/one:/own", any.environment().get("CLASSPATH"));
  }

  @Test
  void a_python_by_its_path_is_left_alone() {
    WorkerContext context = WorkerContext.EMPTY.withPython("/venv/bin/python");
    assertEquals(
        List.of("/usr/bin/python3"),
        WorkerExec.of(
                context, new WorkerCommand.AnyProgram(List.of("/usr/bin/python3")), AROUND, HERE)
            .words());
  }
}
