package io.nodectl.cli;

import io.grpc.Channel;
import io.nodectl.node.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Asks all raylets of a cluster the same at once, so that one that hangs costs no more time than
/// all of them.
record EveryRaylet(GcsLink gcs) {
  /// What they answered.
  ///
  /// @param replies of those that did, in the order of the raylets
  /// @param silent of the others, why not
  record Answers<R>(List<Reply<R>> replies, List<Silence> silent) {
    Answers {
      replies = List.copyOf(replies);
      silent = List.copyOf(silent);
    }
  }

  record Reply<R>(Raylet raylet, R reply) {}

  record Silence(Raylet raylet, String why) {}

  /// Tells programs who was silent.
  static ArrayNode json(List<Silence> silent) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Silence node : silent) {
      json.addObject()
          .put("node_id", node.raylet().nodeId())
          .put("address", node.raylet().address().toString())
          .put("message", node.why());
    }
    return json;
  }

  /// Tells people who was silent, in a line for each.
  static List<String> warnings(List<Silence> silent) {
    return silent.stream().map(node -> "warning: " + node.why()).toList();
  }

  /// Asks.
  ///
  /// @throws ProblemException if none of them answers, though there are some
  <R> Answers<R> ask(List<Raylet> raylets, Function<Channel, R> question)
      throws ProblemException, InterruptedException {
    return askEach(
        raylets,
        raylet -> {
          try (RayletLink link = gcs.to(raylet)) {
            return link.answer(question);
          }
        });
  }

  /// A question to one node.
  @FunctionalInterface
  interface Question<R> {
    R ask(Raylet raylet) throws ProblemException;
  }

  /// Asks in another way.
  ///
  /// @throws ProblemException if none of them answers, though there are some
  static <R> Answers<R> askEach(List<Raylet> raylets, Question<R> question)
      throws ProblemException, InterruptedException {
    List<Reply<R>> replies = new ArrayList<>();
    List<Silence> silent = new ArrayList<>();
    ProblemException last = null;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> answers =
          raylets.stream().map(raylet -> threads.submit(() -> question.ask(raylet))).toList();
      for (int i = 0; i < raylets.size(); i++) {
        try {
          replies.add(new Reply<>(raylets.get(i), answers.get(i).get()));
        } catch (ExecutionException e) {
          last = problem(e);
          silent.add(new Silence(raylets.get(i), String.valueOf(last.getMessage())));
        }
      }
    }
    if (last != null && replies.isEmpty()) {
      throw last;
    }
    return new Answers<>(replies, silent);
  }

  private static ProblemException problem(ExecutionException e) {
    if (e.getCause() instanceof ProblemException problem) {
      return problem;
    }
    throw new IllegalStateException(e.getCause());
  }
}
