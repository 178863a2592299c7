package io.nodectl.node;

import java.util.Map;
import java.util.Optional;

/// What a component may use at most, kept by the kernel where groups of processes may be made.
///
/// @param memoryMb in MiB (`memory.max`); 0 for no limit
/// @param cpuPercent of one core (`cpu.max`), such as 150 for one and a half; 0 for no limit
public record Limits(int memoryMb, int cpuPercent) {
  static final Limits NONE = new Limits(0, 0);

  /// The kernel's usual period of cpu.max, in µs (Documentation/admin-guide/cgroup-v2.rst).
  private static final int CPU_PERIOD = 100_000;

  /// @throws InvalidInput if a number is negative
  public Limits {
    if (memoryMb < 0 || cpuPercent < 0) {
      throw new InvalidInput(
          "limits cannot be negative: memory_mb %d, cpu_percent %d"
              .formatted(memoryMb, cpuPercent));
    }
  }

  /// What to write into which file of a group, by the controller that must be switched on for it.
  Map<String, Setting> settings() {
    Map<String, Setting> settings = new java.util.TreeMap<>();
    memory().ifPresent(text -> settings.put("memory", new Setting("memory.max", text)));
    cpu().ifPresent(text -> settings.put("cpu", new Setting("cpu.max", text)));
    return settings;
  }

  /// A line for a file of a group.
  record Setting(String file, String text) {
    /// As people write it, such as `memory.max = 104857600`.
    @Override
    public String toString() {
      return file + " = " + text;
    }
  }

  private Optional<String> memory() {
    return memoryMb == 0 ? Optional.empty() : Optional.of(Long.toString((long) memoryMb << 20));
  }

  private Optional<String> cpu() {
    long quota = (long) cpuPercent * CPU_PERIOD / 100;
    return cpuPercent == 0 ? Optional.empty() : Optional.of(quota + " " + CPU_PERIOD);
  }
}
