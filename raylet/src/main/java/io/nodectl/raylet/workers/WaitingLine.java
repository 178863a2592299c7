package io.nodectl.raylet.workers;

import io.nodectl.raylet.resources.Grant;
import io.nodectl.raylet.resources.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// The workers that wait for resources of this node, oldest first. Who cannot have what he wants
/// now does not keep those behind him from having theirs.
final class WaitingLine {
  private final List<Worker> waiting = new ArrayList<>();

  /// Puts it at the end.
  ///
  /// @return how many were there before
  int add(Worker worker) {
    waiting.add(worker);
    return waiting.size() - 1;
  }

  /// Puts it back where it is the first.
  void putBack(Worker worker) {
    waiting.addFirst(worker);
  }

  void remove(Worker worker) {
    waiting.remove(worker);
  }

  /// How many stand before it; -1 if it does not wait.
  int placeOf(Worker worker) {
    return waiting.indexOf(worker);
  }

  List<Worker> all() {
    return List.copyOf(waiting);
  }

  /// Gives what is free to those who wait, and says to the others what they lack.
  void serve(Ledger ledger, BiConsumer<Worker, Grant> given) {
    for (Worker worker : all()) {
      switch (ledger.take(worker.terms.demand())) {
        case Ledger.Given(Grant grant) -> {
          waiting.remove(worker);
          given.accept(worker, grant);
        }
        case Ledger.NotNow(String why) -> worker.reason = why;
        case Ledger.Never(String why) -> worker.reason = why;
      }
    }
  }
}
