package io.nodectl.gcs.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GetAllWorkerInfoReply;
import io.nodectl.messages.ray.GetAllWorkerInfoRequest;
import io.nodectl.messages.ray.GetAllWorkerInfoRequest.Filters;
import io.nodectl.messages.ray.WorkerExitType;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTableTest {

  private final WorkerTable table = new WorkerTable(TestStores.tables());

  @Test
  void the_end_of_a_worker_is_added_to_what_was_known_of_it() {
    table.add(TestWorkers.on(1, 2));
    WorkerTableData dead =
        table.fail(
            WorkerTableData.newBuilder()
                .setWorkerAddress(TestWorkers.on(1, 2).getWorkerAddress())
                .setExitType(WorkerExitType.USER_ERROR)
                .setExitDetail("gone")
                .build(),
            100);
    assertFalse(dead.getIsAlive());
    assertEquals(2, dead.getPid());
    assertEquals("gone", dead.getExitDetail());
    assertEquals(100, dead.getEndTimeMs());
    assertEquals(dead, table.find(TestWorkers.id(2)).orElseThrow());
  }

  @Test
  void a_dead_worker_does_not_come_back_by_a_late_introduction() {
    table.fail(TestWorkers.on(1, 2), 100);
    assertFalse(table.add(TestWorkers.on(1, 2)).getIsAlive());
    assertFalse(table.find(TestWorkers.id(2)).orElseThrow().getIsAlive());
  }

  @Test
  void the_workers_of_a_dead_node_die_with_it_each_once() {
    table.add(TestWorkers.on(1, 2));
    table.add(TestWorkers.on(1, 3));
    table.fail(TestWorkers.on(1, 3), 50);
    table.failWithNode(List.of(TestWorkers.id(2), TestWorkers.id(3), TestWorkers.id(4)), 100);
    assertEquals(100, table.find(TestWorkers.id(2)).orElseThrow().getEndTimeMs());
    assertEquals(50, table.find(TestWorkers.id(3)).orElseThrow().getEndTimeMs());
    assertTrue(table.find(TestWorkers.id(4)).isEmpty());
  }

  @Test
  void a_query_counts_what_the_filters_leave_out() {
    WorkerTableData paused = TestWorkers.on(1, 3).toBuilder().setNumPausedThreads(1).build();
    WorkerTableData dead = TestWorkers.on(1, 4).toBuilder().setIsAlive(false).build();
    List<WorkerTableData> all = List.of(TestWorkers.on(1, 2), paused, dead);
    GetAllWorkerInfoReply living = query(all, Filters.newBuilder().setIsAlive(true), -1);
    assertEquals(all.subList(0, 2), living.getWorkerTableDataList());
    assertEquals(3, living.getTotal());
    assertEquals(1, living.getNumFiltered());
    assertEquals(
        List.of(paused),
        query(all, Filters.newBuilder().setExistPausedThreads(true), -1).getWorkerTableDataList());
    assertEquals(1, query(all, Filters.newBuilder(), 1).getWorkerTableDataCount());
    assertEquals(0, query(all, Filters.newBuilder(), 1).getNumFiltered());
  }

  @Test
  void the_index_follows_the_rows() {
    var index = new WorkerIndex();
    index.load(List.of(TestWorkers.on(1, 2), TestWorkers.on(1, 3), TestWorkers.on(2, 4)));
    index.follow(TestWorkers.on(1, 3).toBuilder().setIsAlive(false).build());
    assertEquals(List.of(TestWorkers.id(2)), index.bury(TestWorkers.id(1)));
    assertEquals(List.of(), index.bury(TestWorkers.id(1)));
    assertEquals(List.of(), index.tooMany());
  }

  private static GetAllWorkerInfoReply query(
      List<WorkerTableData> all, Filters.Builder filters, long limit) {
    return WorkerQuery.answer(
        GetAllWorkerInfoRequest.newBuilder().setFilters(filters).setLimit(limit).build(), all);
  }
}
