package io.nodectl.gcs.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsStatus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KvLimitsTest {

  private static final ByteString SPACE = ByteString.copyFromUtf8("space");
  private static final ByteString LONGEST = bytes(KvLimits.KEY);
  private static final ByteString TOO_LONG = bytes(KvLimits.KEY + 1);

  @Test
  void what_is_as_long_as_allowed_is_taken() {
    assertEquals(Optional.empty(), KvLimits.refusal(LONGEST, LONGEST, bytes(KvLimits.VALUE)));
    assertEquals(
        Optional.empty(), KvLimits.refusal(SPACE, Collections.nCopies(KvLimits.KEYS, LONGEST)));
  }

  @Test
  void each_part_that_is_too_long_is_named_with_its_size() {
    refused("the namespace has 65537 bytes", KvLimits.refusal(TOO_LONG, SPACE));
    refused("the key has 65537 bytes", KvLimits.refusal(SPACE, TOO_LONG));
    refused("the key has 65537 bytes", KvLimits.refusal(SPACE, TOO_LONG, SPACE));
    refused(
        "the value has 104857601 bytes, at most 104857600",
        KvLimits.refusal(SPACE, SPACE, bytes(KvLimits.VALUE + 1)));
    refused("the key has 65537 bytes", KvLimits.refusal(SPACE, List.of(SPACE, TOO_LONG)));
  }

  @Test
  void too_many_keys_are_refused_with_both_numbers() {
    refused(
        "10001 keys are asked for, at most 10000",
        KvLimits.refusal(SPACE, Collections.nCopies(KvLimits.KEYS + 1, SPACE)));
  }

  private static void refused(String words, Optional<GcsStatus> refusal) {
    GcsStatus status = refusal.orElseThrow();
    assertEquals(Statuses.INVALID, status.getCode());
    assertTrue(status.getMessage().contains(words), status.getMessage());
  }

  private static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }
}
