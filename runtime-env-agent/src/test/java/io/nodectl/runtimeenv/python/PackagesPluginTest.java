package io.nodectl.runtimeenv.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesPluginTest {
  @TempDir Path folder;

  private final RuntimeEnvPlugin pip = new PipPlugin();
  private final RuntimeEnvPlugin uv = new UvPlugin();

  @Test
  void equal_wishes_are_one_thing_and_others_are_others() throws Exception {
    String uri = uri("{\"pip\":[\"a==1\"]}");
    assertEquals(
        uri, uri("{\"pip\":{\"packages\":[\"a==1\",\"a==1\"]},\"env_vars\":{\"A\":\"1\"}}"));
    assertNotEquals(uri, uri("{\"pip\":[\"a==2\"]}"));
    assertNotEquals(uri, uri("{\"pip\":{\"packages\":[\"a==1\"],\"pip_check\":true}}"));
    assertNotEquals(uri, uri("{\"pip\":{\"packages\":[\"a==1\"],\"pip_install_options\":[]}}"));
  }

  @Test
  void another_interpreter_makes_another_thing() throws Exception {
    ScriptedWorkshop workshop = new ScriptedWorkshop("{\"pip\":[\"a\"]}");
    workshop.answer = workshop.answer.replace("3.11.7", "3.12.1");
    assertNotEquals(List.of(uri("{\"pip\":[\"a\"]}")), new PipPlugin().uris(workshop));
  }

  @Test
  void a_file_or_a_variable_that_is_referred_to_counts_by_what_it_says() throws Exception {
    Path file = Files.writeString(folder.resolve("r.txt"), "a==1\n");
    String document = "{\"pip\":[\"-r " + file + "\",\"b==${B}\"]}";
    String before = uri(document);
    assertEquals(before, uri(document));
    Files.writeString(file, "a==2\n");
    String after = uri(document);
    assertNotEquals(before, after);
    ScriptedWorkshop workshop = new ScriptedWorkshop(document);
    workshop.variables.put("B", "7");
    assertNotEquals(List.of(after), pip.uris(workshop));
  }

  @Test
  void nothing_to_install_needs_nothing() throws Exception {
    assertEquals(List.of(), pip.uris(new ScriptedWorkshop("{\"pip\":[]}")));
    ScriptedWorkshop workshop = new ScriptedWorkshop("{\"pip\":[]}");
    assertEquals(WorkerContext.EMPTY, pip.contribute(WorkerContext.EMPTY, List.of(), workshop));
  }

  @Test
  void pip_installs_into_a_virtual_environment_without_a_pip_of_its_own() throws Exception {
    ScriptedWorkshop workshop =
        new ScriptedWorkshop("{\"pip\":{\"packages\":[\"a\"],\"pip_check\":true}}");
    pip.build("pip://x", folder, workshop);
    String python = folder.resolve("virtualenv/bin/python").toString();
    assertEquals(
        List.of(
            List.of(
                "/opt/py",
                "-m",
                "venv",
                "--system-site-packages",
                "--without-pip",
                folder.resolve("virtualenv").toString()),
            List.of(
                python,
                "-m",
                "pip",
                "install",
                "-r",
                folder.resolve("requirements.txt").toString(),
                "--disable-pip-version-check",
                "--no-cache-dir"),
            List.of(python, "-m", "pip", "check", "--disable-pip-version-check")),
        workshop.ran.subList(1, workshop.ran.size()));
    assertEquals("a\n", Files.readString(folder.resolve("requirements.txt")));
  }

  @Test
  void uv_is_brought_where_there_is_none() throws Exception {
    ScriptedWorkshop workshop =
        new ScriptedWorkshop(
            "{\"uv\":{\"packages\":[\"a\"],\"uv_version\":\"==0.5\",\"uv_pip_install_options\":[\"-U\"]}}");
    uv.build("uv://x", folder, workshop);
    assertTrue(workshop.ran.get(2).contains("uv==0.5"), workshop.ran::toString);
    assertEquals("-U", workshop.ran.getLast().getLast());
  }

  @Test
  void an_interpreter_in_a_virtual_environment_lends_its_packages() throws Exception {
    ScriptedWorkshop workshop = new ScriptedWorkshop("{\"pip\":[\"a\"]}");
    workshop.answer = workshop.answer.replace("[]", "[\"/outer/site\"]");
    Path site = Files.createDirectories(folder.resolve("virtualenv/lib/python3.11/site-packages"));
    pip.build("pip://x", folder, workshop);
    assertEquals(
        "import site; site.addsitedir('/outer/site')\n",
        Files.readString(site.resolve("_nodectl_outer.pth")));
  }

  @Test
  void another_ray_is_refused() throws Exception {
    ScriptedWorkshop workshop = new ScriptedWorkshop("{\"pip\":[\"a\"]}");
    workshop.answer = workshop.answer.replace("\"ray\":null", "\"ray\":\"2.60.0\"");
    SetupFailed failed =
        assertThrows(SetupFailed.class, () -> pip.build("pip://x", folder, workshop));
    assertTrue(failed.getMessage().contains("in place of 2.60.0"), failed::getMessage);
  }

  @Test
  void an_interpreter_with_arguments_cannot_be_built_upon() throws Exception {
    ScriptedWorkshop workshop =
        new ScriptedWorkshop("{\"pip\":[\"a\"],\"py_executable\":\"uv run\"}");
    assertThrows(InvalidEnvironment.class, () -> pip.uris(workshop));
  }

  @Test
  void an_interpreter_that_is_not_there_is_told_with_a_remedy() throws Exception {
    ScriptedWorkshop workshop =
        new ScriptedWorkshop("{\"pip\":[\"a\"],\"py_executable\":\"no-such-python\"}");
    SetupFailed failed = assertThrows(SetupFailed.class, () -> pip.uris(workshop));
    assertTrue(failed.getMessage().contains("PATH=/usr/bin:/bin"), failed::getMessage);
  }

  private String uri(String document) throws Exception {
    return new PipPlugin().uris(new ScriptedWorkshop(document)).getFirst();
  }
}
