package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void a_child_has_exactly_the_descriptors_it_was_given() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pipe pipe = Pipe.open()) {
      assertTrue(listener.isBound());
      assertEquals("0 1 2 ", shell.output(Shell.LIST_DESCRIPTORS, Map.of()));
      assertEquals(
          "0 1 2 5 200 ",
          shell.output(Shell.LIST_DESCRIPTORS, Map.of(5, pipe.writeEnd(), 200, pipe.readEnd())));
    }
  }

  @Test
  void missing_standard_streams_are_dev_null() throws Exception {
    String script = "readlink /proc/$$/fd/0; readlink /proc/$$/fd/2";
    assertEquals("/dev/null\n/dev/null\n", shell.output(script, Map.of()));
  }

  @Test
  void a_child_sees_neither_end_of_the_pipe_of_its_sibling() throws Exception {
    try (Pipe first = Pipe.open();
        Pipe second = Pipe.open()) {
      Child sibling = shell.start("read x <&3", Map.of(3, first.readEnd()));
      String script =
          "n=0; while [ $n -lt 256 ]; do readlink /proc/$$/fd/$n; n=$((n+1)); done; true";
      String links = shell.output(script, Map.of(3, second.writeEnd()));
      assertTrue(links.contains("pipe:[" + second.writeEnd().inode() + "]"), links);
      assertFalse(links.contains("pipe:[" + first.readEnd().inode() + "]"), links);
      first.writeEnd().close();
      assertEquals(new ExitStatus.Exited(1), Shell.end(sibling));
    }
  }

  @Test
  void a_write_end_travels_through_an_intermediate_to_a_grandchild() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      String script = "sh -c 'sh -c \"echo grandchild >&5\"; echo child >&5'; echo parent >&5";
      Child child = shell.start(script, Map.of(5, pipe.writeEnd()));
      pipe.writeEnd().close();
      assertEquals("grandchild\nchild\nparent\n", Shell.readAll(pipe.readEnd()));
      assertEquals(new ExitStatus.Exited(0), Shell.end(child));
    }
  }

  @Test
  void a_read_end_goes_to_a_third_process() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      Child writer = shell.start("echo 41233 >&7", Map.of(7, pipe.writeEnd()));
      pipe.writeEnd().close();
      // cat ends only because nobody holds the write end any more.
      assertEquals("41233\n", shell.output("cat <&4", Map.of(4, pipe.readEnd())));
      assertEquals(new ExitStatus.Exited(0), Shell.end(writer));
    }
  }

  @Test
  void sources_whose_numbers_are_targets_arrive_all_the_same() throws Exception {
    try (Pipe first = Pipe.open();
        Pipe second = Pipe.open();
        Pipe third = Pipe.open()) {
      int a = first.writeEnd().number();
      int b = second.writeEnd().number();
      int c = third.writeEnd().number();
      // Two change places, one keeps its own.
      Child child =
          shell.start(
              "echo a >/proc/self/fd/"
                  + a
                  + "; echo b >/proc/self/fd/"
                  + b
                  + "; echo c >/proc/self/fd/"
                  + c,
              Map.of(a, second.writeEnd(), b, first.writeEnd(), c, third.writeEnd()));
      for (Pipe pipe : List.of(first, second, third)) {
        pipe.writeEnd().close();
      }
      assertEquals("b\n", Shell.readAll(first.readEnd()));
      assertEquals("a\n", Shell.readAll(second.readEnd()));
      assertEquals("c\n", Shell.readAll(third.readEnd()));
      assertEquals(new ExitStatus.Exited(0), Shell.end(child));
    }
  }

  @Test
  void one_descriptor_may_be_given_under_several_numbers() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      Child child =
          shell.start("echo out; echo err >&2", Map.of(1, pipe.writeEnd(), 2, pipe.writeEnd()));
      pipe.writeEnd().close();
      assertEquals("out\nerr\n", Shell.readAll(pipe.readEnd()));
      assertEquals(new ExitStatus.Exited(0), Shell.end(child));
    }
  }
}
