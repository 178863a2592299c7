package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.List;

/// A subscriber's open question for news.
@FunctionalInterface
interface Poll {

  /// Answers; at most once.
  ///
  /// @param news in order; empty if the poll has to end for another reason
  void answer(List<PubMessage> news);
}
