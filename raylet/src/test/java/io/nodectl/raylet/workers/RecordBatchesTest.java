package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.messages.gcs.LaunchRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordBatchesTest {
  private final List<List<String>> calls = new ArrayList<>();
  private final List<CompletableFuture<Void>> answers = new ArrayList<>();
  private final RecordBatches batches = new RecordBatches(this::call);

  private CompletableFuture<Void> call(List<LaunchRecord> records) {
    calls.add(records.stream().map(record -> record.getWorkerId().toStringUtf8()).toList());
    var answer = new CompletableFuture<Void>();
    answers.add(answer);
    return answer;
  }

  private static LaunchRecord record(String worker) {
    return LaunchRecord.newBuilder().setWorkerId(ByteString.copyFromUtf8(worker)).build();
  }

  private static LaunchRecord large(String worker) {
    return record(worker).toBuilder().setNodeId(ByteString.copyFrom(new byte[600_000])).build();
  }

  @Test
  void one_record_goes_at_once_and_those_that_come_meanwhile_go_together() {
    CompletableFuture<Void> first = batches.put(record("a"));
    CompletableFuture<Void> second = batches.put(record("b"));
    CompletableFuture<Void> third = batches.put(record("a"));
    assertEquals(List.of(List.of("a")), calls);
    answers.getFirst().complete(null);
    assertTrue(first.isDone());
    assertFalse(second.isDone());
    assertEquals(List.of(List.of("a"), List.of("b", "a")), calls);
    answers.getLast().complete(null);
    assertTrue(second.isDone());
    assertTrue(third.isDone());
  }

  @Test
  void a_call_that_fails_fails_its_records_alone_and_the_next_ones_go() {
    CompletableFuture<Void> first = batches.put(record("a"));
    CompletableFuture<Void> second = batches.put(record("b"));
    answers.getFirst().completeExceptionally(new IllegalStateException("away"));
    assertTrue(first.isCompletedExceptionally());
    assertFalse(second.isDone());
    answers.getLast().complete(null);
    assertFalse(second.isCompletedExceptionally());
  }

  @Test
  void what_is_dropped_before_it_goes_is_not_kept_and_counts_as_kept() {
    var _ = batches.put(record("a"));
    CompletableFuture<Void> dropped = batches.put(record("b"));
    batches.drop(ByteString.copyFromUtf8("b"));
    answers.getFirst().complete(null);
    assertTrue(dropped.isDone());
    assertEquals(List.of(List.of("a")), calls);
  }

  @Test
  void records_that_are_large_together_go_one_after_the_other() {
    var _ = batches.put(record("a"));
    var _ = batches.put(large("b"));
    var _ = batches.put(large("c"));
    answers.getFirst().complete(null);
    answers.getLast().complete(null);
    assertEquals(List.of(List.of("a"), List.of("b"), List.of("c")), calls);
  }
}
