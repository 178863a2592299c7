package io.nodectl.gcs.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShebangTest {

  @Test
  void a_script_names_its_interpreter() {
    assertEquals(Optional.of("/opt/venv/bin/python3"), of("#!/opt/venv/bin/python3"));
    assertEquals(Optional.of("/opt/venv/bin/python3.11"), of("#! /opt/venv/bin/python3.11 -E"));
  }

  @Test
  void env_looks_it_up() {
    assertEquals(Optional.of("python3"), of("#!/usr/bin/env python3"));
    assertEquals(Optional.of("python3"), of("#!/usr/bin/env -S python3 -E"));
  }

  @Test
  void a_path_that_no_shebang_can_have_stands_below_one_of_the_shell() {
    assertEquals(
        Optional.of("/opt/my venv/bin/python3"),
        of("#!/bin/sh", "'''exec' \"/opt/my venv/bin/python3\" \"$0\" \"$@\"", "' '''"));
    assertEquals(
        Optional.of("/opt/long/bin/python3"),
        of("#!/bin/sh", "'''exec' /opt/long/bin/python3 \"$0\" \"$@\"", "' '''"));
  }

  @Test
  void what_is_no_python_script_names_none() {
    assertEquals(Optional.empty(), of());
    assertEquals(Optional.empty(), of("ELF"));
    assertEquals(Optional.empty(), of("#!/bin/sh", "exec ray-real \"$@\""));
  }

  private static Optional<String> of(String... lines) {
    return Shebang.python(List.of(lines));
  }
}
