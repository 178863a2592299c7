package io.nodectl.raylet.workers;

import static io.nodectl.raylet.workers.WorkersServiceTest.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.messages.raylet.StdinEnd;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that run as if they ran at their caller's.
class AttachmentTest {
  @TempDir private Path session;
  private OfficeUnderTest office;

  @BeforeEach
  void open() throws Exception {
    office = OfficeUnderTest.open(session);
  }

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void output_comes_apart_and_the_exit_comes_once_and_last() throws Exception {
    Attached run = attach(shell("echo out; echo err >&2; exit 7"));
    run.awaitEnd();
    assertEquals("out\n", run.out());
    assertEquals("err\n", run.err());
    assertEquals(7, run.exit().getCode());
    assertEquals(
        1, run.replies().stream().filter(AttachReply::hasExit).count(), () -> "" + run.replies());
    assertTrue(run.replies().getFirst().hasLaunched());
    assertTrue(run.replies().getLast().hasExit());
  }

  @Test
  void what_is_given_to_its_input_is_taken_and_told() throws Exception {
    Attached run = attach(shell("cat"));
    byte[] piece = "0123456789abcde\n".repeat(4096).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      run.send(AttachRequest.newBuilder().setStdin(ByteString.copyFrom(piece)));
    }
    run.send(AttachRequest.newBuilder().setStdinEnd(StdinEnd.getDefaultInstance()));
    run.awaitEnd();
    assertEquals(0, run.exit().getCode());
    assertEquals(20 * piece.length, run.out().length());
    assertEquals(
        20L * piece.length,
        run.replies().stream().mapToLong(AttachReply::getStdinTaken).max().orElse(0));
  }

  @Test
  void signals_reach_it_and_its_way_to_end_counts() throws Exception {
    Attached run = attach(shell("trap 'exit 5' INT; echo up; while :; do sleep 0.05; done"));
    run.awaitOut("up\n");
    run.send(AttachRequest.newBuilder().setSignal(2));
    run.awaitEnd();
    assertEquals(5, run.exit().getCode());
  }

  @Test
  void a_caller_that_vanishes_takes_it_along() throws Exception {
    Path file = session.resolve("told");
    Attached run =
        attach(
            shell(
                "trap 'echo hup > "
                    + file
                    + "; exit 0' HUP; echo up; while :; do sleep 0.05; done"));
    run.awaitOut("up\n");
    String id = run.replies().getFirst().getLaunched().getStarted().getWorkerId();
    run.vanish();
    WorkerExit exit =
        office.awaitEnd(run.replies().getFirst().getLaunched().getStarted()).getExit();
    assertTrue(exit.getWished(), id);
    assertEquals(0, exit.getCode());
    assertEquals("hup\n", Files.readString(file));
  }

  @Test
  void a_program_whose_reader_is_gone_meets_a_closed_pipe() throws Exception {
    Attached run =
        attach(shell("echo up; while echo more; do sleep 0.01; done 2>/dev/null; exit 9"));
    run.awaitOut("up\n");
    run.send(AttachRequest.newBuilder().setOutputClosed(LogStream.STDOUT));
    run.awaitEnd();
    assertTrue(
        run.exit().getCode() == 9 || run.exit().getSignaled().getSignal() == 13,
        () -> "" + run.exit());
  }

  @Test
  void one_that_is_only_looked_at_goes_on_without_the_caller() throws Exception {
    var worker = office.stub().launch(shell("while :; do echo tick; sleep 0.05; done").build());
    Attached look =
        Attached.open(
            office,
            AttachRequest.newBuilder().setWorkerId(worker.getStarted().getWorkerId()).build());
    look.awaitOut("tick\n");
    look.vanish();
    office.awaitState(worker.getStarted(), WorkerState.READY);
  }

  @Test
  void who_waits_hears_of_it_and_leaves_the_queue_when_the_caller_vanishes() throws Exception {
    var first = office.stub().launch(shell("sleep 300").putResources("CPU", 40_000).build());
    Attached run = attach(shell("echo ran").putResources("CPU", 10_000));
    run.awaitReplies(1);
    var waiting = run.replies().getFirst().getLaunched().getWaiting();
    assertEquals(0, waiting.getPlace());
    run.vanish();
    WorkerExit exit = office.awaitEnd(waiting.getWorker()).getExit();
    assertEquals(FailureCode.CALLER_GONE, exit.getFailure().getCode());
    assertFalse(first.getStarted().getWorkerId().isEmpty());
  }

  @Test
  void what_is_refused_ends_with_the_first_answer() throws Exception {
    LaunchRequest.Builder restarting =
        shell("true").setRestart(RestartPolicy.newBuilder().setMaxRestarts(1));
    Attached run = attach(restarting);
    run.awaitEnd();
    assertEquals(1, run.replies().size());
    assertEquals(
        FailureCode.BAD_REQUEST, run.replies().getFirst().getLaunched().getRefused().getCode());
  }

  @Test
  void a_slow_reader_holds_the_program() throws Exception {
    Attached run =
        Attached.slow(
            office,
            AttachRequest.newBuilder()
                .setLaunch(shell("head -c 20000000 /dev/zero; echo over >&2"))
                .build());
    run.awaitReplies(1);
    run.readOn();
    run.awaitEnd();
    assertEquals(20_000_000, run.out().length());
    assertEquals("over\n", run.err());
  }

  private Attached attach(LaunchRequest.Builder request) {
    return Attached.open(office, AttachRequest.newBuilder().setLaunch(request).build());
  }
}
