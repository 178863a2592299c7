package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformTest {
  private static final Optional<String> GLIBC = Optional.of("2.36");

  @Test
  void this_machine_has_what_is_needed() {
    assertEquals(Optional.empty(), Platform.problem());
  }

  @Test
  void another_system_is_named() {
    told(
        new Platform.Facts("Mac OS X", "aarch64", "24", Optional.empty(), false, true, 0),
        "Mac OS X");
  }

  @Test
  void another_processor_is_named() {
    told(new Platform.Facts("Linux", "riscv64", "6.18", GLIBC, true, true, 0), "riscv64");
  }

  @Test
  void another_c_library_is_named() {
    told(new Platform.Facts("Linux", "amd64", "6.18", Optional.empty(), false, true, 0), "musl");
  }

  @Test
  void an_old_glibc_is_named_with_the_one_that_is_needed() {
    Optional<String> old = Optional.of("2.31");
    String text =
        told(new Platform.Facts("Linux", "amd64", "6.18", old, false, true, 0), "glibc 2.31");
    assertTrue(text.contains("2.34"), text);
  }

  @Test
  void a_missing_proc_is_named() {
    told(new Platform.Facts("Linux", "amd64", "6.18", GLIBC, true, false, 0), "no /proc");
  }

  @Test
  void a_kernel_without_pidfd_is_named_with_the_one_that_is_needed() {
    Platform.Facts facts =
        new Platform.Facts("Linux", "amd64", "4.18.0", GLIBC, true, true, Errno.ENOSYS);
    String text = told(facts, "Linux 4.18.0");
    assertTrue(text.contains("5.4") && text.contains("ENOSYS"), text);
  }

  private static String told(Platform.Facts facts, String words) {
    String text = Platform.problem(facts).orElseThrow();
    assertTrue(text.contains(words), text);
    return text;
  }
}
