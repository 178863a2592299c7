package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.pubsub.Switchboard.Change;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.Command;
import io.nodectl.messages.ray.GcsPublishReply;
import io.nodectl.messages.ray.GcsPublishRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchReply;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.GcsSubscriberPollReply;
import io.nodectl.messages.ray.GcsSubscriberPollRequest;
import io.nodectl.messages.ray.PubMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the two services have in common: Ray 2.60's messages in, words of a publisher out. A
/// request with one wrong part changes nothing.
final class PubsubCalls {

  private final Broadcaster broadcaster;
  private final Set<Channel> channels;
  private volatile GcsSubscriberPollReply lastReply = GcsSubscriberPollReply.getDefaultInstance();

  /// @param channels those of the service
  PubsubCalls(Broadcaster broadcaster, Set<Channel> channels) {
    this.broadcaster = broadcaster;
    this.channels = channels;
  }

  Publisher publisher() {
    return broadcaster;
  }

  void publish(GcsPublishRequest request, StreamObserver<GcsPublishReply> caller) {
    Optional<GcsStatus> refusal =
        first(request.getPubMessagesList().stream().map(this::problem)).map(Statuses::invalid);
    if (refusal.isPresent()) {
      Reply.with(caller, GcsPublishReply.newBuilder().setStatus(refusal.get()).build());
    } else {
      Reply.when(
          broadcaster
              .publishAll(request.getPubMessagesList())
              .thenApply(_ -> GcsPublishReply.getDefaultInstance()),
          caller);
    }
  }

  void change(
      GcsSubscriberCommandBatchRequest request,
      StreamObserver<GcsSubscriberCommandBatchReply> caller) {
    Optional<String> problem =
        first(
            Stream.concat(
                Stream.of(
                    IdKind.SUBSCRIBER.problem(request.getSubscriberId()),
                    IdKind.WORKER.problemIfGiven(request.getSenderId())),
                request.getCommandsList().stream().map(this::problem)));
    if (problem.isPresent()) {
      Reply.with(caller, refusal(problem.get()));
      return;
    }
    List<Change> wish = request.getCommandsList().stream().map(PubsubCalls::change).toList();
    Reply.when(
        broadcaster
            .change(request.getSubscriberId(), request.getSenderId(), wish)
            .thenApply(
                done ->
                    done
                        ? GcsSubscriberCommandBatchReply.getDefaultInstance()
                        : refusal("there are too many subscriptions already")),
        caller);
  }

  void poll(GcsSubscriberPollRequest request, StreamObserver<GcsSubscriberPollReply> caller) {
    ByteString subscriber = request.getSubscriberId();
    Optional<String> problem = IdKind.SUBSCRIBER.problem(subscriber);
    if (problem.isPresent()) {
      Reply.with(caller, reply().setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    Poll poll = news -> Reply.with(caller, reply(news));
    if (caller instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> broadcaster.hangUp(subscriber, poll));
    }
    broadcaster.poll(
        subscriber, request.getPublisherId(), request.getMaxProcessedSequenceId(), poll);
  }

  /// For subscribers who are told the same, which are many, it is the same reply. Called on the
  /// publisher's thread.
  private GcsSubscriberPollReply reply(List<PubMessage> news) {
    if (news.size() != 1) {
      return reply().addAllPubMessages(news).build();
    }
    GcsSubscriberPollReply last = lastReply;
    if (last.getPubMessagesCount() == 1
        && last.getPubMessages(0).getSequenceId() == news.getFirst().getSequenceId()) {
      return last;
    }
    GcsSubscriberPollReply next = reply().addPubMessages(news.getFirst()).build();
    lastReply = next;
    return next;
  }

  private GcsSubscriberPollReply.Builder reply() {
    return GcsSubscriberPollReply.newBuilder().setPublisherId(broadcaster.id());
  }

  private static GcsSubscriberCommandBatchReply refusal(String why) {
    return GcsSubscriberCommandBatchReply.newBuilder().setStatus(Statuses.invalid(why)).build();
  }

  private static Change change(Command command) {
    var topic = new Topic(command.getChannelType(), command.getKeyId());
    return command.hasUnsubscribeMessage()
        ? new Change.Unsubscribe(topic)
        : new Change.Subscribe(topic);
  }

  private Optional<String> problem(Command command) {
    if (!command.hasSubscribeMessage() && !command.hasUnsubscribeMessage()) {
      return Optional.of("a command neither subscribes nor unsubscribes");
    }
    Optional<Channel> channel = channel(command.getChannelType());
    return channel.isEmpty()
        ? Optional.of(notHere(command.getChannelType()))
        : channel.get().problem(command.getKeyId());
  }

  private Optional<String> problem(PubMessage message) {
    Optional<Channel> channel = channel(message.getChannelType());
    return channel.isEmpty()
        ? Optional.of(notHere(message.getChannelType()))
        : channel.get().problem(message);
  }

  private Optional<Channel> channel(ChannelType type) {
    return Channel.of(type).filter(channels::contains);
  }

  private static String notHere(ChannelType type) {
    return "this service has no channel " + type;
  }

  private static Optional<String> first(Stream<Optional<String>> problems) {
    return problems.flatMap(Optional::stream).findFirst();
  }
}
