package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerFailure;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkerState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCourseTest {
  private static final int HUP = 1;

  private RunCourse course = RunCourse.begun(true);
  private final List<RunEffect> effects = new ArrayList<>();

  private List<RunEffect> on(RunEvent event) {
    RunStep step = course.on(event);
    course = step.course();
    effects.addAll(step.effects());
    return step.effects();
  }

  private List<RunEffect> interrupt(long atMs) {
    return on(new RunEvent.Signalled(Interrupts.INT, atMs));
  }

  private static RunEffect signal(int number) {
    return new RunEffect.Send(AttachRequest.newBuilder().setSignal(number).build());
  }

  private static RunEvent exit(WorkerExit.Builder exit) {
    return new RunEvent.Answered(AttachReply.newBuilder().setExit(exit).build());
  }

  private static RunEvent failed(FailureCode code) {
    return exit(WorkerExit.newBuilder().setFailure(WorkerFailure.newBuilder().setCode(code)));
  }

  private static RunEvent state(WorkerState state) {
    return new RunEvent.Answered(FakeRaylet.state(state));
  }

  @Test
  void who_presses_ctrl_c_again_and_again_gets_out() {
    assertEquals(List.of(signal(2)), interrupt(1_000));
    assertEquals(signal(15), interrupt(2_000).getFirst());
    assertEquals(List.of(signal(9)), interrupt(3_000));
    assertEquals(List.of(new RunEffect.End(130)), interrupt(4_000));
  }

  @Test
  void a_ctrl_c_now_and_then_stays_one() {
    for (long at = 0; at < 50_000; at += 5_000) {
      assertEquals(List.of(signal(2)), interrupt(at));
    }
  }

  @Test
  void other_signals_pass_through_as_they_are() {
    assertEquals(List.of(signal(HUP)), on(new RunEvent.Signalled(HUP, 0)));
    assertEquals(List.of(signal(15)), on(new RunEvent.Signalled(15, 1)));
    assertEquals(List.of(signal(15)), on(new RunEvent.Signalled(15, 2)));
  }

  @Test
  void a_window_that_changes_its_size_ends_no_program_that_does_not_run_yet() {
    assertEquals(List.of(), on(new RunEvent.Signalled(28, 0)));
    on(state(WorkerState.STARTING));
    assertEquals(List.of(signal(28)), on(new RunEvent.Signalled(28, 1)));
  }

  @Test
  void a_signal_before_the_program_runs_ends_it_as_it_would_have_the_program() {
    interrupt(0);
    assertEquals(List.of(new RunEffect.End(130)), on(failed(FailureCode.STOPPED)));
  }

  @Test
  void somebody_else_s_stop_before_the_program_runs_is_no_signal_of_ours() {
    assertEquals(
        List.of(new RunEffect.Fail(new RunFailure("stopped", ""))),
        on(failed(FailureCode.STOPPED)));
  }

  @Test
  void it_is_told_once_that_it_runs_and_where_it_listens() {
    on(state(WorkerState.STARTING));
    on(state(WorkerState.STARTING));
    on(new RunEvent.Answered(FakeRaylet.out("x")));
    RunEvent ready =
        new RunEvent.Answered(
            AttachReply.newBuilder()
                .setWorker(
                    FakeRaylet.worker(WorkerState.READY)
                        .addPorts(WorkerPort.newBuilder().setName("main").setAddress("h:1")))
                .build());
    on(ready);
    on(ready);
    assertEquals(
        List.of(
            new RunEffect.Runs(),
            new RunEffect.Write(LogStream.STDOUT, FakeRaylet.out("x").getStdout()),
            new RunEffect.Tell("ready: h:1")),
        effects);
  }

  @Test
  void the_time_limit_is_for_what_does_not_run_yet() {
    on(state(WorkerState.STARTING));
    assertEquals(List.of(), on(new RunEvent.TimeOver()));
    course = RunCourse.begun(false);
    assertEquals(
        "too-late", ((RunEffect.Fail) on(new RunEvent.TimeOver()).getFirst()).failure().word());
  }

  @Test
  void an_output_that_nobody_reads_is_closed_there_too() {
    assertEquals(
        List.of(
            new RunEffect.Send(
                AttachRequest.newBuilder().setOutputClosed(LogStream.STDOUT).build())),
        on(new RunEvent.ReaderGone(LogStream.STDOUT)));
  }

  @Test
  void a_call_that_ends_without_an_exit_is_lost() {
    assertEquals(
        "connection-lost",
        ((RunEffect.Fail) on(new RunEvent.Broken(Status.OK)).getFirst()).failure().word());
  }
}
