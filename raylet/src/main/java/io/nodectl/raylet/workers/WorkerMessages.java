package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.DeviceGrant;
import io.nodectl.messages.raylet.WorkerEvent;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerFailure;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkerSignaled;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.raylet.resources.Grant;
import io.nodectl.spawn.ExitStatus;
import java.util.List;
import java.util.Map;

/// What is known of workers, as messages.
///
/// @param nodeId of this node, 56 hexadecimal digits
record WorkerMessages(String nodeId, Launcher launcher) {

  WorkerInfo info(Worker worker) {
    LogFiles logs = launcher.logs(worker.id);
    WorkerInfo.Builder info =
        WorkerInfo.newBuilder()
            .setWorkerId(worker.id.hex())
            .setIncarnation(worker.life.incarnation())
            .setName(worker.terms.request().getName())
            .setNodeId(nodeId)
            .setState(state(worker.life.state()))
            .setReason(worker.reason)
            .setPid(worker.pid)
            .addAllPorts(ports(worker.ports))
            .setPortsUnchecked(worker.portsUnchecked)
            .setRestarts(worker.life.restarts())
            .addAllArgv(worker.terms.request().getProgram().getArgvList())
            .putAllGranted(worker.grant.amounts().units())
            .addAllDevices(devices(worker.grant))
            .setAskedMs(worker.times.asked)
            .setLaunchedMs(worker.times.launched)
            .setReadyMs(worker.times.ready)
            .setEndedMs(worker.times.ended)
            .setAttached(worker.terms.attached())
            .setOutFile(logs.out().toString())
            .setErrFile(logs.err().toString())
            .setIdle(worker.idle);
    if (!worker.ends.isEmpty()) {
      info.setExit(exit(worker.ends.getLast()));
    }
    return info.build();
  }

  static WorkerState state(LifeState state) {
    return switch (state) {
      case LifeState.Pending _ -> WorkerState.PENDING;
      case LifeState.Starting _ -> WorkerState.STARTING;
      case LifeState.Ready _ -> WorkerState.READY;
      case LifeState.Unhealthy _ -> WorkerState.UNHEALTHY;
      case LifeState.Stopping _ -> WorkerState.STOPPING;
      case LifeState.Exited _ -> WorkerState.EXITED;
      case LifeState.Failed _ -> WorkerState.FAILED;
    };
  }

  static List<WorkerPort> ports(Map<String, String> ports) {
    return ports.entrySet().stream()
        .map(port -> WorkerPort.newBuilder().setName(port.getKey()).setAddress(port.getValue()))
        .map(WorkerPort.Builder::build)
        .toList();
  }

  static List<DeviceGrant> devices(Grant grant) {
    return grant.devices().entrySet().stream()
        .map(
            devices ->
                DeviceGrant.newBuilder()
                    .setResource(devices.getKey())
                    .addAllIds(devices.getValue())
                    .build())
        .toList();
  }

  static WorkerExit exit(PastEnd past) {
    WorkerExit.Builder exit =
        WorkerExit.newBuilder()
            .setIncarnation(past.incarnation())
            .setAtMs(past.atMs())
            .setWished(past.wished())
            .addAllLastLines(past.end().lastLines());
    switch (past.end()) {
      case End.OfOurs(Failure failure, List<String> _) -> exit.setFailure(failure(failure));
      case End.OfProgram(ExitStatus status, boolean oom, List<String> _) -> {
        exit.setOomKilled(oom);
        switch (status) {
          case ExitStatus.Exited(int code) -> exit.setCode(code);
          case ExitStatus.Signaled(int signal, boolean core) ->
              exit.setSignaled(WorkerSignaled.newBuilder().setSignal(signal).setCoreDumped(core));
        }
      }
    }
    return exit.build();
  }

  /// The other way round.
  static PastEnd pastEnd(WorkerExit exit) {
    End end =
        switch (exit.getHowCase()) {
          case CODE -> program(new ExitStatus.Exited(exit.getCode()), exit);
          case SIGNALED ->
              program(
                  new ExitStatus.Signaled(
                      exit.getSignaled().getSignal(), exit.getSignaled().getCoreDumped()),
                  exit);
          case FAILURE, HOW_NOT_SET ->
              new End.OfOurs(
                  new Failure(exit.getFailure().getCode(), exit.getFailure().getMessage()),
                  exit.getLastLinesList());
        };
    return new PastEnd(exit.getIncarnation(), exit.getAtMs(), end, exit.getWished());
  }

  private static End program(ExitStatus status, WorkerExit exit) {
    return new End.OfProgram(status, exit.getOomKilled(), exit.getLastLinesList());
  }

  static WorkerFailure failure(Failure failure) {
    return WorkerFailure.newBuilder().setCode(failure.code()).setMessage(failure.message()).build();
  }

  static WorkerEvent event(Note note) {
    return WorkerEvent.newBuilder()
        .setAtMs(note.atMs())
        .setIncarnation(note.incarnation())
        .setState(note.state())
        .setText(note.text())
        .build();
  }
}
