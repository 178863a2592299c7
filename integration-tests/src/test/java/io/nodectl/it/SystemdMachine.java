package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.machine.TemporaryFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real systemd as process 1 of namespaces of its own, with nothing but the targets that units
/// refer to. It ends with the test's class, with these tests, or after ten minutes.
final class SystemdMachine implements BeforeAllCallback, AfterAllCallback {
  /// Where units are, and all that systemd finds there is what the tests put there.
  static final String UNITS = "/run/units";

  /// In a control group of its own, so that systemd finds an empty tree below its root.
  private static final String HOLD =
      """
      set -e
      hierarchy=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)
      group=$hierarchy/nodectl-test-$$
      mkdir "$group"
      trap 'n=0; until find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || [ $n = 50 ]; do
        n=$((n + 1)); sleep 0.1; done' EXIT
      inside='unshare --pid --mount --ipc --uts --cgroup --net --fork --kill-child --mount-proc'
      $inside true
      boot=$1 unshared= init=; shift
      (echo 0 >"$group/cgroup.procs"; exec timeout -s KILL 600 $inside sh -c "$boot" boot "$@") &
      limit=$!
      # The kernel ends these lists with a blank and no line end, which read takes for a failure.
      while [ -z "$init" ]; do
        kill -0 $limit
        sleep 0.02
        read -r unshared </proc/$limit/task/$limit/children || true
        [ -z "$unshared" ] || read -r init </proc/$unshared/task/$unshared/children || true
      done
      echo $init
      cat
      kill -KILL $init || true
      wait $limit || true
      """;

  /// Hides what systemd would tidy up, but for the folders named; then becomes systemd.
  private static final String BOOT =
      """
      set -e
      mount --make-rprivate /
      mount -t tmpfs none /mnt
      n=0
      for kept in "$@"; do n=$((n + 1)); mkdir /mnt/$n; mount --bind "$kept" /mnt/$n; done
      for hidden in /tmp /var /run /root; do mount -t tmpfs -o mode=755 none $hidden; done
      n=0
      for kept in "$@"; do n=$((n + 1)); mkdir -p "$kept"; mount --bind /mnt/$n "$kept"; done
      chmod 1777 /tmp
      umount -R /sys/fs/cgroup
      mount -t cgroup2 none /sys/fs/cgroup
      ip link set lo up
      mkdir /run/units
      for unit in sysinit.target basic.target multi-user.target shutdown.target umount.target \\
          local-fs.target network-online.target system.slice; do
        printf '[Unit]\\nDefaultDependencies=no\\n' >/run/units/$unit
      done
      # Credentials are mounted in one namespace and seen in another.
      mount --make-rshared /
      export container=lxc SYSTEMD_UNIT_PATH=/run/units
      exec /lib/systemd/systemd --system --unit=basic.target --log-target=null --show-status=no
      """;

  private final Checkout checkout = Checkout.ours();
  private @Nullable TemporaryFolder files;
  private @Nullable Process holder;
  private String init = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    TemporaryFolder folder = TemporaryFolder.create("nit");
    files = folder;
    List<String> command = new ArrayList<>(List.of("sh", "-c", HOLD, "hold", BOOT));
    command.add(checkout.distribution().toString());
    command.add(System.getProperty("java.home"));
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      holder = started;
      BufferedReader out = started.inputReader();
      String answer = String.valueOf(out.readLine());
      assumeTrue(
          answer.chars().allMatch(Character::isDigit), "no systemd can be booted here: " + answer);
      init = answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Eventually.eventually(
        () -> run("systemctl", "is-system-running").stdout().strip().equals("running"),
        () -> "systemd runs: " + run("systemctl", "is-system-running"));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (holder != null) {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    if (files != null) {
      files.close();
    }
  }

  /// Runs a command in there to its end.
  Outcome run(String... words) {
    List<String> command = new ArrayList<>(List.of("nsenter", "--target=" + init));
    command.addAll(List.of("--pid", "--mount", "--ipc", "--uts", "--cgroup", "--net"));
    command.addAll(List.of("env", "-i", "PATH=" + System.getenv("PATH"), "HOME=/root"));
    command.addAll(List.of(words));
    if (files == null) {
      throw new IllegalStateException("the machine is only there while its class is tested");
    }
    return Running.start(files.path(), Map.of(), command).await();
  }

  /// Runs `nodectl` in there.
  Outcome nodectl(String... words) {
    List<String> command = new ArrayList<>(List.of(checkout.nodectl().toString()));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }

  /// Runs `systemctl` in there.
  Outcome systemctl(String... words) {
    List<String> command = new ArrayList<>(List.of("systemctl"));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }

  /// Installs a unit by `nodectl systemd install`.
  void install(String... options) {
    List<String> command = new ArrayList<>(List.of("systemd", "install", "--into", UNITS));
    command.addAll(List.of(options));
    nodectl(command.toArray(String[]::new)).done();
    systemctl("daemon-reload").done();
  }

  /// Puts further settings under those of a unit's `[Service]`.
  void adjust(String unit, String settings) {
    String folder = UNITS + "/" + unit + ".service.d";
    write(Path.of(folder, "test.conf"), "[Service]\n" + settings + "\n");
    systemctl("daemon-reload").done();
  }

  void write(Path file, String text) {
    String script = "mkdir -p \"$(dirname \"$1\")\" && printf %s \"$2\" >\"$1\"";
    run("sh", "-c", script, "write", file.toString(), text).done();
  }

  /// A property of a unit, such as `ActiveState`.
  String show(String unit, String property) {
    return systemctl("show", "--value", "--property=" + property, unit).done().stdout().strip();
  }

  void awaitActive(String unit) {
    Eventually.eventually(
        () -> show(unit, "ActiveState").equals("active"), () -> systemctl("status", unit).stdout());
  }

  /// Stops a unit and forgets how it ended.
  void stop(String unit) {
    systemctl("stop", unit).done();
    systemctl("reset-failed");
    assertEquals("0", show(unit, "MainPID"), "nothing of it runs");
  }
}
