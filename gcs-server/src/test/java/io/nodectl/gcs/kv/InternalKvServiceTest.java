package io.nodectl.gcs.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GetInternalConfigRequest;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVKeysRequest;
import io.nodectl.messages.ray.InternalKVMultiGetReply;
import io.nodectl.messages.ray.InternalKVMultiGetRequest;
import io.nodectl.messages.ray.InternalKVPutReply;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.MapFieldEntry;
import io.nodectl.rpc.BindFailed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InternalKvServiceTest {

  private static final ByteString SPACE = bytes("space");

  private LoopbackGcs gcs;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  @Test
  void a_missing_key_is_not_found_and_not_an_error_of_the_call() {
    InternalKVGetReply reply = get("nothing");
    assertEquals(Statuses.NOT_FOUND, reply.getStatus().getCode());
    assertTrue(reply.getValue().isEmpty());
  }

  @Test
  void a_put_tells_whether_it_added_and_overwrites_only_if_asked() {
    assertTrue(put("k", "1", false));
    assertFalse(put("k", "2", false));
    assertEquals(bytes("1"), get("k").getValue());
    assertFalse(put("k", "3", true));
    assertEquals(bytes("3"), get("k").getValue());
    assertTrue(put("new", "4", true));
  }

  @Test
  void many_keys_at_once_give_what_is_there() {
    put("a", "1", true);
    put("c", "3", true);
    List<MapFieldEntry> found =
        gcs.kv()
            .internalKVMultiGet(
                InternalKVMultiGetRequest.newBuilder()
                    .setNamespace(SPACE)
                    .addKeys(bytes("c"))
                    .addKeys(bytes("b"))
                    .addKeys(bytes("a"))
                    .build())
            .getResultsList();
    assertEquals(List.of(entry("c", "3"), entry("a", "1")), found);
  }

  @Test
  void a_key_that_is_asked_for_twice_is_answered_once() {
    put("a", "1", true);
    InternalKVMultiGetRequest twice =
        InternalKVMultiGetRequest.newBuilder()
            .setNamespace(SPACE)
            .addKeys(bytes("a"))
            .addKeys(bytes("a"))
            .build();
    assertEquals(List.of(entry("a", "1")), gcs.kv().internalKVMultiGet(twice).getResultsList());
  }

  @Test
  void more_values_than_an_answer_holds_are_refused_with_what_to_do() {
    ByteString large = ByteString.copyFrom(new byte[KvLimits.ANSWER / 2]);
    for (String key : List.of("a", "b")) {
      gcs.kv()
          .internalKVPut(
              InternalKVPutRequest.newBuilder()
                  .setNamespace(SPACE)
                  .setKey(bytes(key))
                  .setValue(large)
                  .build());
    }
    InternalKVMultiGetReply reply =
        gcs.kv()
            .internalKVMultiGet(
                InternalKVMultiGetRequest.newBuilder()
                    .setNamespace(SPACE)
                    .addKeys(bytes("a"))
                    .addKeys(bytes("b"))
                    .build());
    assertEquals(Statuses.INVALID, reply.getStatus().getCode());
    assertTrue(reply.getStatus().getMessage().contains("fewer keys"), reply::toString);
    assertEquals(0, reply.getResultsCount());
  }

  @Test
  void a_request_over_a_limit_is_refused_and_changes_nothing() {
    ByteString tooLong = ByteString.copyFrom(new byte[KvLimits.KEY + 1]);
    InternalKVPutReply put =
        gcs.kv()
            .internalKVPut(
                InternalKVPutRequest.newBuilder().setNamespace(SPACE).setKey(tooLong).build());
    assertEquals(Statuses.INVALID, put.getStatus().getCode());
    assertFalse(put.getAdded());
    assertEquals(List.of(), keys(""));
    InternalKVDelRequest del =
        InternalKVDelRequest.newBuilder().setNamespace(tooLong).setDelByPrefix(true).build();
    assertEquals(Statuses.INVALID, gcs.kv().internalKVDel(del).getStatus().getCode());
  }

  @Test
  void keys_exist_until_they_are_deleted_one_by_one_or_by_prefix() {
    put("ab", "1", true);
    put("ac", "1", true);
    put("b", "1", true);
    assertEquals(List.of(bytes("ab"), bytes("ac")), keys("a"));
    assertTrue(exists("b"));
    assertEquals(1, delete("b", false));
    assertEquals(0, delete("b", false));
    assertFalse(exists("b"));
    assertEquals(2, delete("a", true));
    assertEquals(List.of(), keys(""));
  }

  @Test
  void the_internal_config_says_where_the_head_spills_objects_to() {
    String config =
        gcs.kv().getInternalConfig(GetInternalConfigRequest.getDefaultInstance()).getConfig();
    assertTrue(config.startsWith("{\"automatic_object_spilling_enabled\": true, "), config);
    assertTrue(config.contains("\\\"directory_path\\\": \\\"/tmp/ray/session_"), config);
  }

  private InternalKVGetReply get(String key) {
    return gcs.kv()
        .internalKVGet(
            InternalKVGetRequest.newBuilder().setNamespace(SPACE).setKey(bytes(key)).build());
  }

  private boolean put(String key, String value, boolean overwrite) {
    return gcs.kv()
        .internalKVPut(
            InternalKVPutRequest.newBuilder()
                .setNamespace(SPACE)
                .setKey(bytes(key))
                .setValue(bytes(value))
                .setOverwrite(overwrite)
                .build())
        .getAdded();
  }

  private boolean exists(String key) {
    return gcs.kv()
        .internalKVExists(
            InternalKVExistsRequest.newBuilder().setNamespace(SPACE).setKey(bytes(key)).build())
        .getExists();
  }

  private int delete(String key, boolean byPrefix) {
    return gcs.kv()
        .internalKVDel(
            InternalKVDelRequest.newBuilder()
                .setNamespace(SPACE)
                .setKey(bytes(key))
                .setDelByPrefix(byPrefix)
                .build())
        .getDeletedNum();
  }

  private List<ByteString> keys(String prefix) {
    return gcs.kv()
        .internalKVKeys(
            InternalKVKeysRequest.newBuilder().setNamespace(SPACE).setPrefix(bytes(prefix)).build())
        .getResultsList();
  }

  private static MapFieldEntry entry(String key, String value) {
    return MapFieldEntry.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
