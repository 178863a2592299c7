package io.nodectl.gcs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.JobTableData;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetentionTest {

  private final Retention<JobTableData> retention =
      new Retention<>(
          Table.JOBS,
          JobTableData::getIsDead,
          Comparator.comparingLong(JobTableData::getEndTime),
          20);
  private final Tables tables = TestStores.tables();

  @Test
  void the_oldest_go_when_there_are_a_tenth_too_many() {
    for (int i = 0; i < 22; i++) {
      put(i, true);
      assertFalse(retention.ended(tables));
    }
    put(22, true);
    assertTrue(retention.ended(tables));
    assertEquals(20, ends().size());
    assertEquals(3, ends().getFirst());
    put(23, true);
    assertFalse(retention.ended(tables));
  }

  @Test
  void rows_of_the_time_before_count() {
    for (int i = 0; i < 40; i++) {
      put(i, true);
    }
    assertTrue(retention.ended(tables));
    assertEquals(20, ends().size());
  }

  @Test
  void what_is_not_over_stays() {
    put(0, false);
    for (int i = 1; i < 40; i++) {
      put(i, true);
      var _ = retention.ended(tables);
    }
    assertEquals(0, ends().getFirst());
    assertTrue(ends().size() <= retention.most() + 1);
  }

  private void put(int number, boolean dead) {
    tables.put(
        Table.JOBS,
        ByteString.copyFromUtf8("%04d".formatted(number)),
        JobTableData.newBuilder().setIsDead(dead).setEndTime(number).build());
  }

  private List<Long> ends() {
    return tables.all(Table.JOBS).stream().map(JobTableData::getEndTime).toList();
  }
}
