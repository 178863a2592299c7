package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.List;

/// A poll that is to be answered now.
record Answer(Poll poll, List<PubMessage> news) {

  static Answer nothing(Poll poll) {
    return new Answer(poll, List.of());
  }

  void send() {
    poll.answer(news);
  }
}
