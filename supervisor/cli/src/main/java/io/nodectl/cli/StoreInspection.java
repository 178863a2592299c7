package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.gcs.GcsStoreServiceGrpc;
import io.nodectl.messages.gcs.InspectReply;
import io.nodectl.messages.gcs.InspectRequest;
import io.nodectl.messages.gcs.RowInfo;
import io.nodectl.messages.gcs.TableInfo;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the store of a cluster holds.
final class StoreInspection {
  private StoreInspection() {}

  /// Asks for it.
  ///
  /// @param table whose rows to show; empty for the tables themselves
  static Listing ask(GcsLink gcs, Optional<String> table, long limit) throws ProblemException {
    InspectRequest request =
        InspectRequest.newBuilder()
            .setTable(table.orElse(""))
            .setLimit((int) Math.min(Integer.MAX_VALUE, limit))
            .build();
    InspectReply reply =
        gcs.answer(channel -> GcsStoreServiceGrpc.newBlockingStub(channel).inspect(request));
    if (!reply.getError().isEmpty()) {
      throw Words.problem(ExitCode.USAGE, reply.getError());
    }
    return table.isPresent() ? rows(reply) : tables(reply);
  }

  private static Listing tables(InspectReply reply) {
    Table shown = new Table("TABLE", "ROWS", "BYTES");
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (TableInfo table : reply.getTablesList()) {
      shown.row(table.getName(), Long.toString(table.getRows()), Long.toString(table.getBytes()));
      json.add(json(table));
    }
    return new Listing(json, shown.lines());
  }

  private static Listing rows(InspectReply reply) {
    Table shown = new Table("KEY", "BYTES", "VALUE");
    TableInfo table = reply.getTables(0);
    ObjectNode json = json(table);
    ArrayNode rows = json.putArray("list");
    for (RowInfo row : reply.getRowsList()) {
      shown.row(row.getKey(), Long.toString(row.getBytes()), row.getValue());
      rows.addObject()
          .put("key", row.getKey())
          .put("bytes", row.getBytes())
          .put("value", row.getValue().isEmpty() ? null : row.getValue());
    }
    List<String> lines = shown.lines();
    return reply.getRowsCount() < table.getRows()
        ? new Listing(
            json,
            lines,
            Optional.of(
                "note: these are %d of %d: see --limit"
                    .formatted(reply.getRowsCount(), table.getRows())))
        : new Listing(json, lines);
  }

  private static ObjectNode json(TableInfo table) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("table", table.getName())
        .put("rows", table.getRows())
        .put("bytes", table.getBytes());
  }
}
