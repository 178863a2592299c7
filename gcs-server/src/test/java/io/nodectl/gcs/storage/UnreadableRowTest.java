package io.nodectl.gcs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.Retry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Rows that are none of their table.
class UnreadableRowTest {

  private static final ByteString KEY = ByteString.fromHex("c0ffee");
  private static final ByteString NO_MESSAGE = ByteString.fromHex("ffffffff");

  @Test
  void one_that_has_to_be_known_at_the_start_refuses_it_and_is_named() {
    var told = new CompletableFuture<StorageUnusable>();
    Store store = new Store(() -> with(Table.NODES));
    store.open(
        new Store.Listener() {
          @Override
          public void unusable(StorageUnusable why) {
            told.complete(why);
          }

          @Override
          public void broke(StorageFailed why) {
            throw new AssertionError(why);
          }
        });
    StorageUnusable why = told.join();
    assertTrue(why.getMessage().contains("the row c0ffee of the table nodes"), why::getMessage);
    assertTrue(why.getMessage().contains("nodectl gcs restore"), why::getMessage);
    assertEquals(Retry.NO, why.retry());
    store.close();
  }

  @Test
  void one_that_is_read_later_fails_who_asks_for_it_and_nobody_else() {
    try (Store store = TestStores.open(() -> with(Table.WORKERS))) {
      CompletableFuture<?> asked = store.ask(tables -> tables.get(Table.WORKERS, KEY));
      StorageFailed why =
          assertInstanceOf(
              StorageFailed.class, assertThrows(CompletionException.class, asked::join).getCause());
      assertTrue(why.getMessage().contains("the row c0ffee of the table workers"), why::getMessage);
      assertEquals(
          Optional.empty(), store.ask(tables -> tables.get(Table.WORKERS, NO_MESSAGE)).join());
    }
  }

  private static Storage with(Table<?> table) {
    MemoryStorage storage = new MemoryStorage();
    storage.put(table, KEY, NO_MESSAGE);
    storage.commit();
    return storage;
  }
}
