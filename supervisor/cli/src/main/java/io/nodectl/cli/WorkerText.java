package io.nodectl.cli;

import io.nodectl.messages.raylet.DeviceGrant;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerFailure;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkerSignaled;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.spawn.ExitStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A worker in words.
final class WorkerText {
  private static final String MAIN = "main";
  private static final long MEBIBYTE = 1L << 20;

  private WorkerText() {}

  /// Such as `127.0.0.1:4001`, or `main 127.0.0.1:4001, metrics 127.0.0.1:4002`; empty without any.
  static String ports(WorkerInfo worker) {
    if (worker.getPortsCount() == 1 && worker.getPorts(0).getName().equals(MAIN)) {
      return worker.getPorts(0).getAddress();
    }
    return worker.getPortsList().stream()
        .map((WorkerPort port) -> port.getName() + " " + port.getAddress())
        .collect(Collectors.joining(", "));
  }

  /// Such as `0,1`; empty without any.
  static String devices(WorkerInfo worker) {
    return worker.getDevicesList().stream()
        .map(DeviceGrant::getIdsList)
        .map(ids -> String.join(",", ids))
        .collect(Collectors.joining(" "));
  }

  /// Such as `CPU 2, GPU 0.5`; empty without any.
  static String amounts(Map<String, Long> amounts) {
    return new TreeMap<>(amounts)
        .entrySet().stream()
            .filter(entry -> entry.getValue() != 0)
            .map(entry -> entry.getKey() + " " + amount(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String amount(String name, long amount) {
    return name.equals(Amounts.MEMORY) ? bytes(amount / Amounts.ONE) : Amounts.text(amount);
  }

  /// Such as `29 MiB`; empty for none.
  static String bytes(long bytes) {
    return bytes == 0 ? "" : Math.max(1, bytes / MEBIBYTE) + " MiB";
  }

  /// How it ended.
  static String exit(WorkerExit exit) {
    String how =
        switch (exit.getHowCase()) {
          case CODE -> new ExitStatus.Exited(exit.getCode()).describe();
          case SIGNALED -> describe(exit.getSignaled());
          case FAILURE -> describe(exit.getFailure());
          case HOW_NOT_SET -> "unknown";
        };
    return exit.getOomKilled() ? how + ", for want of memory" : how;
  }

  private static String describe(WorkerSignaled signaled) {
    return new ExitStatus.Signaled(signaled.getSignal(), signaled.getCoreDumped()).describe();
  }

  private static String describe(WorkerFailure failure) {
    String word = RunFailure.word(failure.getCode());
    String message = failure.getMessage();
    return message.equals(word.replace('-', ' ')) ? message : word + ": " + message;
  }

  /// Whether nothing more becomes of it.
  static boolean isOver(WorkerInfo worker) {
    return worker.getState() == WorkerState.EXITED || worker.getState() == WorkerState.FAILED;
  }
}
