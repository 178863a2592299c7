package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A worker, and the raylet that has it.
record FoundWorker(Raylet raylet, WorkerInfo worker) {
  /// How many are shown of those that could be meant.
  private static final int MOST_SHOWN = 5;

  /// Looks for it on all nodes.
  ///
  /// @param word its id, the beginning of it, or its name
  /// @throws ProblemException if it could be none, or several
  static FoundWorker called(String word, GcsLink gcs)
      throws ProblemException, InterruptedException {
    if (word.isBlank()) {
      throw new InvalidInput("WORKER is empty: give its id, the beginning of it, or its name");
    }
    EveryRaylet.Answers<ListReply> answers =
        new EveryRaylet(gcs)
            .ask(
                ClusterRaylets.of(gcs).all(),
                channel ->
                    WorkersGrpc.newBlockingStub(channel).list(ListRequest.getDefaultInstance()));
    List<FoundWorker> found = matching(word, answers);
    if (found.size() > 1) {
      throw Words.problem(
          ExitCode.USAGE,
          "'%s' could be %d workers: %s. Give more of the id."
              .formatted(
                  word,
                  found.size(),
                  found.stream()
                          .limit(MOST_SHOWN)
                          .map(each -> each.worker().getWorkerId())
                          .collect(Collectors.joining(", "))
                      + (found.size() > MOST_SHOWN ? " and more" : "")));
    }
    if (found.isEmpty()) {
      throw Words.problem(ExitCode.NOTHING_THERE, none(word, answers.silent()));
    }
    return found.getFirst();
  }

  /// A whole name means the one that lives, and only then the beginning of an id.
  private static List<FoundWorker> matching(String word, EveryRaylet.Answers<ListReply> answers) {
    String id = word.toLowerCase(Locale.ROOT);
    List<FoundWorker> byId = new ArrayList<>();
    List<FoundWorker> living = new ArrayList<>();
    List<FoundWorker> over = new ArrayList<>();
    for (EveryRaylet.Reply<ListReply> reply : answers.replies()) {
      for (WorkerInfo worker : reply.reply().getWorkersList()) {
        FoundWorker found = new FoundWorker(reply.raylet(), worker);
        if (worker.getName().equals(word)) {
          (WorkerText.isOver(worker) ? over : living).add(found);
        } else if (worker.getWorkerId().startsWith(id)) {
          byId.add(found);
        }
      }
    }
    if (!living.isEmpty()) {
      return living;
    }
    return byId.isEmpty() ? over : byId;
  }

  private static String none(String word, List<EveryRaylet.Silence> silent) {
    String rest =
        silent.isEmpty()
            ? ""
            : ". Not all nodes answer: "
                + silent.stream().map(EveryRaylet.Silence::why).collect(Collectors.joining("; "));
    return "there is no worker '%s': see 'nodectl workers --all'%s".formatted(word, rest);
  }
}
