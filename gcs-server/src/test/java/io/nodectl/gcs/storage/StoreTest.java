package io.nodectl.gcs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.Retry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");

  @TempDir private Path folder;

  @Test
  void what_comes_before_it_is_open_waits_and_is_answered_in_order() {
    var store = new Store(MemoryStorage::new);
    CompletableFuture<Integer> put = store.ask(tables -> put(tables, "1"));
    CompletableFuture<Optional<ByteString>> read = store.ask(tables -> tables.get(Table.KV, KEY));
    assertFalse(put.isDone());
    store.open(new Silent());
    assertEquals(Optional.of(bytes("1")), read.join());
    assertTrue(put.isDone());
    store.close();
  }

  @Test
  void what_is_answered_is_there_after_a_new_opening() {
    try (Store store = TestStores.in(folder)) {
      store.ask(tables -> put(tables, "kept")).join();
    }
    try (Store store = TestStores.in(folder)) {
      assertEquals(
          Optional.of(bytes("kept")), store.ask(tables -> tables.get(Table.KV, KEY)).join());
    }
  }

  @Test
  void a_row_is_known_without_asking_once_it_is_kept_and_until_it_is_changed() {
    try (Store store = TestStores.in(folder)) {
      assertEquals(Optional.empty(), store.peek(Table.KV, KEY));
      store.ask(tables -> put(tables, "1")).join();
      assertEquals(Optional.of(bytes("1")), store.peek(Table.KV, KEY));
      store.ask(tables -> put(tables, "2")).join();
      assertEquals(Optional.of(bytes("2")), store.peek(Table.KV, KEY));
      store.ask(tables -> tables.delete(Table.KV, KEY)).join();
      assertEquals(Optional.empty(), store.peek(Table.KV, KEY));
    }
  }

  @Test
  void a_change_that_is_not_kept_is_not_known_without_asking() {
    var full = new AtomicBoolean();
    try (Store store = TestStores.open(() -> new Failing(full, new AtomicInteger()))) {
      store.ask(tables -> put(tables, "kept")).join();
      full.set(true);
      CompletableFuture<Integer> refused = store.ask(tables -> put(tables, "lost"));
      assertThrows(CompletionException.class, refused::join);
      assertEquals(Optional.of(bytes("kept")), store.peek(Table.KV, KEY));
      full.set(false);
      assertEquals(
          Optional.of(bytes("kept")), store.ask(tables -> tables.get(Table.KV, KEY)).join());
    }
  }

  @Test
  void those_who_wait_together_share_a_commit() throws InterruptedException {
    var commits = new AtomicInteger();
    var atWork = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (Store store = TestStores.open(() -> new Failing(new AtomicBoolean(), commits))) {
      CompletableFuture<Boolean> first = store.ask(_ -> waited(atWork, goOn));
      assertTrue(atWork.await(30, TimeUnit.SECONDS));
      List<CompletableFuture<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        others.add(store.ask(tables -> put(tables, "x")));
      }
      goOn.countDown();
      assertTrue(first.join());
      others.forEach(CompletableFuture::join);
      assertEquals(2, commits.get());
    }
  }

  @Test
  void a_commit_that_fails_fails_its_callers_changes_nothing_and_the_next_may_succeed() {
    var full = new AtomicBoolean(true);
    try (Store store = TestStores.open(() -> new Failing(full, new AtomicInteger()))) {
      CompletableFuture<Integer> refused = store.ask(tables -> put(tables, "lost"));
      assertInstanceOf(
          StorageFailed.class, assertThrows(CompletionException.class, refused::join).getCause());
      full.set(false);
      assertEquals(Optional.empty(), store.ask(tables -> tables.get(Table.KV, KEY)).join());
      store.ask(tables -> put(tables, "kept")).join();
      assertEquals(
          Optional.of(bytes("kept")), store.ask(tables -> tables.get(Table.KV, KEY)).join());
    }
  }

  @Test
  void one_that_fails_by_a_defect_does_not_hurt_those_beside_it() throws InterruptedException {
    var atWork = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (Store store = TestStores.in(folder)) {
      CompletableFuture<Boolean> first = store.ask(_ -> waited(atWork, goOn));
      assertTrue(atWork.await(30, TimeUnit.SECONDS));
      CompletableFuture<Integer> good = store.ask(tables -> put(tables, "good"));
      CompletableFuture<Integer> bad =
          store.ask(
              tables -> {
                put(tables, "bad");
                throw new IllegalStateException("a defect");
              });
      goOn.countDown();
      assertTrue(first.join());
      good.join();
      assertThrows(CompletionException.class, bad::join);
      assertEquals(
          Optional.of(bytes("good")), store.ask(tables -> tables.get(Table.KV, KEY)).join());
    }
  }

  @Test
  void what_follows_from_an_answer_happens_on_the_thread_of_the_store_also_when_said_late() {
    try (Store store = TestStores.inMemory()) {
      CompletableFuture<Integer> answer = store.ask(tables -> put(tables, "x"));
      answer.join();
      CompletableFuture<String> late =
          answer
              .thenApply(_ -> Thread.currentThread().getName())
              .whenComplete((_, _) -> assertEquals("store", Thread.currentThread().getName()));
      assertEquals("store", late.join());
    }
  }

  @Test
  void one_that_cannot_even_go_back_says_so_and_refuses_whoever_asks() {
    var told = new CompletableFuture<StorageFailed>();
    var store = new Store(() -> new Failing(new AtomicBoolean(true), new AtomicInteger(), true));
    store.open(
        new Silent() {
          @Override
          public void broke(StorageFailed why) {
            told.complete(why);
          }
        });
    assertThrows(CompletionException.class, store.ask(tables -> put(tables, "x"))::join);
    assertEquals(Retry.YES, told.join().retry());
    assertThrows(CompletionException.class, store.ask(tables -> tables.get(Table.KV, KEY))::join);
    store.close();
  }

  @Test
  void one_that_cannot_be_opened_says_why_and_refuses_whoever_asks() {
    var told = new CompletableFuture<StorageUnusable>();
    var store =
        new Store(
            () -> {
              throw new StorageUnusable("it is damaged", Retry.NO);
            });
    CompletableFuture<Integer> early = store.ask(tables -> put(tables, "x"));
    store.open(
        new Silent() {
          @Override
          public void unusable(StorageUnusable why) {
            told.complete(why);
          }
        });
    assertEquals("it is damaged", told.join().getMessage());
    assertThrows(CompletionException.class, early::join);
    assertThrows(CompletionException.class, store.ask(tables -> put(tables, "x"))::join);
    store.close();
  }

  private static boolean waited(CountDownLatch atWork, CountDownLatch goOn) {
    atWork.countDown();
    try {
      return goOn.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int put(Tables tables, String value) {
    tables.put(Table.KV, KEY, bytes(value));
    return 1;
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static class Silent implements Store.Listener {
    @Override
    public void unusable(StorageUnusable why) {}

    @Override
    public void broke(StorageFailed why) {}
  }
}
