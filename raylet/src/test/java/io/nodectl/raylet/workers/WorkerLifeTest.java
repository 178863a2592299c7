package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.HealthCheck;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.ReportMode;
import io.nodectl.messages.raylet.ReserveMode;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.raylet.workers.LifeState.Exited;
import io.nodectl.raylet.workers.LifeState.Failed;
import io.nodectl.raylet.workers.LifeState.Lack;
import io.nodectl.raylet.workers.LifeState.Pending;
import io.nodectl.raylet.workers.LifeState.Ready;
import io.nodectl.raylet.workers.LifeState.Starting;
import io.nodectl.raylet.workers.LifeState.Stopping;
import io.nodectl.raylet.workers.LifeState.Unhealthy;
import io.nodectl.raylet.workers.WorkerAction.BeginHealth;
import io.nodectl.raylet.workers.WorkerAction.DropEnvironment;
import io.nodectl.raylet.workers.WorkerAction.EndHealth;
import io.nodectl.raylet.workers.WorkerAction.EndProgram;
import io.nodectl.raylet.workers.WorkerAction.Execute;
import io.nodectl.raylet.workers.WorkerAction.Finish;
import io.nodectl.raylet.workers.WorkerAction.MakeEnvironment;
import io.nodectl.raylet.workers.WorkerAction.Pause;
import io.nodectl.raylet.workers.WorkerAction.Remember;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentFailed;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentMade;
import io.nodectl.raylet.workers.WorkerEvent.Granted;
import io.nodectl.raylet.workers.WorkerEvent.HealthAnswered;
import io.nodectl.raylet.workers.WorkerEvent.HealthMissed;
import io.nodectl.raylet.workers.WorkerEvent.NotExecuted;
import io.nodectl.raylet.workers.WorkerEvent.PauseOver;
import io.nodectl.raylet.workers.WorkerEvent.ProgramEnded;
import io.nodectl.raylet.workers.WorkerEvent.ProgramFailed;
import io.nodectl.raylet.workers.WorkerEvent.ProgramReady;
import io.nodectl.raylet.workers.WorkerEvent.ReportRefused;
import io.nodectl.raylet.workers.WorkerEvent.StartTimeOver;
import io.nodectl.raylet.workers.WorkerEvent.StopWished;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of a worker, in virtual time.
class WorkerLifeTest {
  private static final Failure STOPPED = new Failure(FailureCode.STOPPED, "stopped");
  private static final StopWished STOP = new StopWished(STOPPED, Duration.ofSeconds(3), false);

  private final List<WorkerAction> done = new ArrayList<>();
  private WorkerLife life = WorkerLife.asked(terms(request()));
  private long nowMs = 1_000_000;

  @Test
  void a_worker_with_its_resources_is_executed_and_serves_until_it_ends() {
    expect(new Granted(), new Starting(false), new Execute());
    expect(new ProgramReady(), new Ready(nowMs, 0));
    expect(exit(7), new Exited(exit(7).end()), over(exit(7).end()));
    expect(exit(8), new Exited(exit(7).end()));
  }

  @Test
  void one_that_ends_before_it_is_ready_has_failed_and_its_code_is_kept() {
    on(new Granted());
    expect(exit(7), new Failed(exit(7).end()), over(exit(7).end()));
  }

  @Test
  void its_environment_is_made_before_it_is_executed_and_let_go_after_its_end() {
    with(request().setRuntimeEnv("{\"pip\": []}"));
    expect(new Granted(), new Pending(Lack.ENVIRONMENT), new MakeEnvironment());
    expect(new EnvironmentMade(), new Starting(false), new Execute());
    on(new ProgramReady());
    on(exit(0));
    assertTrue(done.contains(new DropEnvironment()), done.toString());
  }

  @Test
  void one_whose_environment_fails_is_never_executed() {
    with(request().setRuntimeEnv("{}"));
    on(new Granted());
    var failure = new Failure(FailureCode.RUNTIME_ENV_FAILED, "pip says no");
    expect(
        new EnvironmentFailed("pip says no"),
        new Failed(new End.OfOurs(failure, List.of())),
        over(new End.OfOurs(failure, List.of())));
  }

  @Test
  void with_a_health_check_it_is_ready_only_once_that_is_answered() {
    with(healthy());
    on(new Granted());
    expect(new HealthAnswered(), new Starting(false));
    expect(new ProgramReady(), new Starting(true), new BeginHealth());
    expect(new HealthMissed("503"), new Starting(true));
    expect(new HealthAnswered(), new Ready(nowMs, 0));
  }

  @Test
  void without_one_it_is_ready_only_once_it_has_accepted_a_connection() {
    with(reserving());
    on(new Granted());
    expect(new ProgramReady(), new Starting(true), new BeginHealth());
    expect(new HealthMissed("nobody accepts"), new Starting(true));
    expect(new HealthAnswered(), new Ready(nowMs, 0), new EndHealth());
  }

  @Test
  void it_need_not_accept_if_it_is_enough_that_it_listens() {
    with(reserving().setHealth(HealthCheck.newBuilder().setRequest("LISTEN")));
    on(new Granted());
    expect(new ProgramReady(), new Ready(nowMs, 0));
  }

  @Test
  void what_is_no_report_fails_one_that_is_not_ready_and_no_other() {
    var junk = new ReportRefused(new Failure(FailureCode.BAD_REPORT, "junk"));
    with(healthy());
    on(new Granted());
    on(new ProgramReady());
    on(new HealthAnswered());
    expect(junk, new Ready(nowMs, 0));
    with(healthy());
    on(new Granted());
    on(new ProgramReady());
    expect(
        junk,
        new Stopping(new LifeState.Because(junk.failure())),
        new EndHealth(),
        new EndProgram(Duration.ofSeconds(10), false));
  }

  @Test
  void one_that_listens_and_never_answers_is_ended_when_its_time_is_over() {
    with(healthy());
    on(new Granted());
    on(new ProgramReady());
    on(new StartTimeOver());
    var stopping = assertInstanceOf(Stopping.class, life.state());
    var because = assertInstanceOf(LifeState.Because.class, stopping.cause());
    assertEquals(FailureCode.TOO_LATE, because.failure().code());
    assertEquals(List.of(new EndHealth(), new EndProgram(Duration.ofSeconds(10), false)), done);
    on(signal(9));
    var end = assertInstanceOf(Failed.class, life.state()).end();
    assertInstanceOf(End.OfOurs.class, end);
  }

  @Test
  void it_is_unhealthy_after_three_misses_in_a_row_and_recovers() {
    with(healthy());
    on(new Granted());
    on(new ProgramReady());
    on(new HealthAnswered());
    long since = nowMs;
    nowMs += 10_000;
    expect(new HealthMissed("1"), new Ready(since, 1));
    expect(new HealthAnswered(), new Ready(since, 0));
    on(new HealthMissed("1"));
    on(new HealthMissed("2"));
    expect(new HealthMissed("3"), new Unhealthy(since, "3"));
    expect(new HealthAnswered(), new Ready(since, 0));
  }

  @Test
  void within_its_start_period_no_miss_counts() {
    with(healthy().setHealth(HealthCheck.newBuilder().setRequest("GET:/").setStartPeriodMs(5000)));
    on(new Granted());
    on(new ProgramReady());
    on(new HealthAnswered());
    long since = nowMs;
    nowMs += 4999;
    expect(new HealthMissed("x"), new Ready(since, 0));
    nowMs += 1;
    expect(new HealthMissed("x"), new Ready(since, 1));
  }

  @Test
  void one_that_is_to_end_ends_with_the_code_that_it_chose() {
    on(new Granted());
    on(new ProgramReady());
    expect(
        STOP,
        new Stopping(new LifeState.Wished()),
        new EndHealth(),
        new EndProgram(Duration.ofSeconds(3), false));
    expect(exit(3), new Exited(exit(3).end()), over(exit(3).end()));
  }

  @Test
  void one_that_waits_is_taken_out_at_once() {
    End end = new End.OfOurs(STOPPED, List.of());
    expect(STOP, new Exited(end), over(end));
  }

  @Test
  void a_failure_that_it_reports_itself_ends_it() {
    on(new Granted());
    var failure = new Failure(FailureCode.PORT_NOT_HELD, "it is pid 1");
    expect(
        new ProgramFailed(failure), new Stopping(new LifeState.Because(failure)), new EndHealth());
    on(signal(15));
    assertEquals(new Failed(new End.OfOurs(failure, List.of())), life.state());
  }

  @Test
  void one_that_lost_the_number_that_was_held_for_it_has_three_more_at_once() {
    with(reserving());
    on(new Granted());
    var failure = new Failure(FailureCode.PORT_NOT_HELD, "pid 1 took it");
    End end = new End.OfOurs(failure, List.of());
    for (int i = 1; i <= 3; i++) {
      on(new ProgramFailed(failure));
      expect(exit(1), new Starting(false), new EndHealth(), new Remember(end), new Execute());
      assertEquals(i + 1, life.incarnation());
      assertEquals(0, life.restarts());
    }
    on(new ProgramFailed(failure));
    expect(exit(1), new Failed(end), over(end));
  }

  @Test
  void with_restarts_it_comes_back_as_the_next_incarnation_ever_later() {
    with(request().setRestart(RestartPolicy.newBuilder().setMaxRestarts(3)));
    on(new Granted());
    for (int i = 1; i <= 3; i++) {
      on(new ProgramReady());
      on(exit(1));
      assertEquals(new Pending(Lack.PAUSE), life.state());
      assertEquals(i + 1, life.incarnation());
      assertEquals(new Pause(Duration.ofSeconds(1L << (i - 1))), done.getLast());
      expect(new PauseOver(), new Starting(false), new Execute());
    }
    on(new ProgramReady());
    on(exit(1));
    assertInstanceOf(Exited.class, life.state());
    assertEquals(3, life.restarts());
  }

  @Test
  void one_that_has_served_for_a_minute_comes_back_soon() {
    with(request().setRestart(RestartPolicy.newBuilder().setMaxRestarts(-1)));
    on(new Granted());
    for (int i = 0; i < 9; i++) {
      on(exit(1));
      on(new PauseOver());
    }
    on(exit(1));
    assertEquals(new Pause(Duration.ofSeconds(30)), done.getLast());
    on(new PauseOver());
    on(new ProgramReady());
    nowMs += 60_000;
    on(signal(11));
    assertEquals(new Pause(Duration.ofSeconds(1)), done.getLast());
  }

  @Test
  void neither_success_nor_a_wish_nor_what_is_hopeless_brings_it_back() {
    var request = request().setRestart(RestartPolicy.newBuilder().setMaxRestarts(-1));
    with(request);
    on(new Granted());
    on(exit(0));
    assertInstanceOf(Failed.class, life.state());
    with(request);
    on(new Granted());
    on(STOP);
    on(signal(15));
    assertInstanceOf(Exited.class, life.state());
    with(request);
    on(new Granted());
    on(new NotExecuted(new Failure(FailureCode.NOT_FOUND, "no such program")));
    assertInstanceOf(Failed.class, life.state());
    with(request);
    on(new Granted());
    on(STOP);
    on(new NotExecuted(new Failure(FailureCode.CANNOT_START, "no process")));
    assertInstanceOf(Exited.class, life.state());
  }

  @Test
  void while_it_pauses_it_can_be_stopped_for_good() {
    with(request().setRestart(RestartPolicy.newBuilder().setMaxRestarts(-1)));
    on(new Granted());
    on(exit(1));
    on(STOP);
    assertInstanceOf(Exited.class, life.state());
    expect(new PauseOver(), life.state());
  }

  private void with(LaunchRequest.Builder request) {
    life = WorkerLife.asked(terms(request));
    done.clear();
  }

  private void on(WorkerEvent event) {
    WorkerLife.Step step = life.on(event, nowMs);
    life = step.next();
    done.clear();
    done.addAll(step.actions());
  }

  private void expect(WorkerEvent event, LifeState state, WorkerAction... actions) {
    on(event);
    assertEquals(state, life.state());
    assertEquals(List.of(actions), done);
  }

  private static WorkerAction[] over(End end) {
    return new WorkerAction[] {
      new EndHealth(), new DropEnvironment(), new Remember(end), new Finish()
    };
  }

  private static ProgramEnded exit(int code) {
    return new ProgramEnded(new End.OfProgram(new ExitStatus.Exited(code), false, List.of()));
  }

  private static ProgramEnded signal(int number) {
    return new ProgramEnded(
        new End.OfProgram(new ExitStatus.Signaled(number, false), false, List.of()));
  }

  private static LaunchRequest.Builder request() {
    return LaunchRequest.newBuilder().setProgram(Program.newBuilder().addArgv("x"));
  }

  private static LaunchRequest.Builder reserving() {
    return request()
        .setProgram(Program.newBuilder().addArgv("x").addArgv("{port}"))
        .setPortMode(PortMode.newBuilder().setReserve(ReserveMode.getDefaultInstance()));
  }

  private static LaunchRequest.Builder healthy() {
    return request()
        .setPortMode(PortMode.newBuilder().setReport(ReportMode.getDefaultInstance()))
        .setHealth(HealthCheck.newBuilder().setRequest("GET:/"));
  }

  private static Terms terms(LaunchRequest.Builder request) {
    try {
      return TermsReader.read(request.build(), false);
    } catch (BadRequest e) {
      throw new AssertionError(e);
    }
  }
}
