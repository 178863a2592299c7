package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who has subscribed to what.
final class Subscriptions {

  private final Map<Topic, Set<Subscriber>> byTopic = new HashMap<>();
  private int count;

  void add(Subscriber subscriber, Topic topic) {
    if (subscriber.topics.add(topic)) {
      byTopic.computeIfAbsent(topic, _ -> new LinkedHashSet<>()).add(subscriber);
      count++;
    }
  }

  void remove(Subscriber subscriber, Topic topic) {
    if (subscriber.topics.remove(topic)) {
      drop(subscriber, topic);
    }
  }

  void removeAll(Subscriber subscriber) {
    subscriber.topics.forEach(topic -> drop(subscriber, topic));
    subscriber.topics.clear();
  }

  /// Who is to get a message: each once, whether by its key, by its channel, or by both.
  Set<Subscriber> audience(PubMessage message) {
    Set<Subscriber> all = of(Topic.all(message.getChannelType()));
    Set<Subscriber> some = of(new Topic(message.getChannelType(), message.getKeyId()));
    if (some.isEmpty() || all.isEmpty()) {
      return some.isEmpty() ? all : some;
    }
    Set<Subscriber> both = new LinkedHashSet<>(all);
    both.addAll(some);
    return both;
  }

  /// How many there are.
  int count() {
    return count;
  }

  private Set<Subscriber> of(Topic topic) {
    return byTopic.getOrDefault(topic, Set.of());
  }

  private void drop(Subscriber subscriber, Topic topic) {
    Set<Subscriber> others = byTopic.get(topic);
    if (others != null && others.remove(subscriber)) {
      count--;
      if (others.isEmpty()) {
        byTopic.remove(topic);
      }
    }
  }
}
