package io.nodectl.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A namespace of the kernel (namespaces(7)) that commands can be run in. It goes away with the
/// last process in it.
final class Namespace implements AutoCloseable {
  private final Process holder;
  private final String kind;

  private Namespace(Process holder, String kind) {
    this.holder = holder;
    this.kind = kind;
  }

  /// A network of its own: nothing but a loopback device.
  ///
  /// @param firstPort the kernel chooses ports from here (ip(7), ip_local_port_range)
  /// @param lastPort to here
  static Namespace network(int firstPort, int lastPort) {
    String range =
        "echo " + firstPort + " " + lastPort + " >/proc/sys/net/ipv4/ip_local_port_range";
    return open("--net", "ip link set lo up && " + range);
  }

  /// The files of this machine, but with a full file system at that folder.
  static Namespace withFullDisk(Path folder) {
    return open(
        "--mount",
        "mount -t tmpfs -o size=64k full "
            + folder
            + " && { dd if=/dev/zero of="
            + folder
            + "/ballast bs=4k 2>/dev/null; true; }");
  }

  /// The same, but with room for some blocks of 4 KiB.
  static Namespace withDiskOf(int blocks, Path folder) {
    return withSmallDisk(folder, 4 * blocks + "k");
  }

  /// The files of this machine, but with a small file system of its own at that folder.
  ///
  /// @param size as tmpfs(5) takes it, such as `3m`
  static Namespace withSmallDisk(Path folder, String size) {
    return open("--mount", "mount -t tmpfs -o size=" + size + " small " + folder);
  }

  /// Its holder ends with its standard input: also when these tests are killed.
  private static Namespace open(String kind, String setUp) {
    List<String> command = List.of("unshare", kind, "sh", "-c", setUp + " && echo up && exec cat");
    try {
      Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
      String answer = out.readLine();
      assumeTrue("up".equals(answer), "no right to make namespaces here: " + answer);
      return new Namespace(holder, kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What goes before a command that is to run in it.
  List<String> prefix() {
    return List.of("nsenter", "--target=" + holder.pid(), kind, "--");
  }

  /// A command that runs in it.
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(command);
    return all;
  }

  @Override
  public void close() {
    try {
      holder.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
