package io.nodectl.gcs.workers;

import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GetAllWorkerInfoReply;
import io.nodectl.messages.ray.GetAllWorkerInfoRequest;
import io.nodectl.messages.ray.GetAllWorkerInfoRequest.Filters;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.List;

/// Which workers a request asks for, by the rules of Ray 2.60: the filters must hold, the limit
/// comes last. A limit below 0 is none.
final class WorkerQuery {

  private WorkerQuery() {}

  static GetAllWorkerInfoReply answer(GetAllWorkerInfoRequest request, List<WorkerTableData> all) {
    List<WorkerTableData> chosen =
        all.stream().filter(row -> matches(row, request.getFilters())).toList();
    long limit =
        request.hasLimit() && request.getLimit() >= 0 ? request.getLimit() : Long.MAX_VALUE;
    return GetAllWorkerInfoReply.newBuilder()
        .setStatus(Statuses.ok())
        .addAllWorkerTableData(chosen.stream().limit(limit).toList())
        .setTotal(all.size())
        .setNumFiltered(all.size() - chosen.size())
        .build();
  }

  private static boolean matches(WorkerTableData row, Filters filters) {
    return (!filters.getExistPausedThreads() || row.getNumPausedThreads() > 0)
        && (!filters.hasIsAlive() || row.getIsAlive() == filters.getIsAlive());
  }
}
