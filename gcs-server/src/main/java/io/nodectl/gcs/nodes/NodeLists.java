package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessRequest;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import java.util.function.Supplier;

/// What those get who ask for all nodes. Each new node, driver and worker of Ray asks, so it is
/// made once, encoded, and then again when a node has changed.
record NodeLists(Tables tables) {

  /// Encoded answers, by what was asked.
  private static final Table<ByteString> ANSWERS = Table.ofProcess("node_lists");

  ByteString answer(GetAllNodeInfoRequest request) {
    Supplier<MessageLite> answer = () -> NodeQuery.answer(request, new NodeTable(tables).all());
    // What else can be asked is without end.
    return request.getNodeSelectorsCount() > 0 || request.hasLimit()
        ? answer.get().toByteString()
        : remembered(
            "full " + (request.hasStateFilter() ? request.getStateFilter() : "all"), answer);
  }

  ByteString answer(GetAllNodeAddressAndLivenessRequest request) {
    Supplier<MessageLite> answer = () -> NodeQuery.answer(request, new NodeTable(tables).all());
    return request.getNodeIdsCount() > 0 || request.hasLimit()
        ? answer.get().toByteString()
        : remembered(
            "short " + (request.hasStateFilter() ? request.getStateFilter() : "all"), answer);
  }

  /// A node has changed.
  void forget() {
    tables.keys(ANSWERS, ByteString.EMPTY).forEach(key -> tables.delete(ANSWERS, key));
  }

  private ByteString remembered(String question, Supplier<MessageLite> answer) {
    ByteString key = ByteString.copyFromUtf8(question);
    return tables
        .get(ANSWERS, key)
        .orElseGet(
            () -> {
              ByteString made = answer.get().toByteString();
              tables.put(ANSWERS, key, made);
              return made;
            });
  }
}
