package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.messages.ray.CreateActorReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who waits for actors to be made. For the store's thread alone.
final class Creators {

  private final Map<ByteString, List<StreamObserver<CreateActorReply>>> waiting = new HashMap<>();

  void add(ByteString actor, StreamObserver<CreateActorReply> caller) {
    List<StreamObserver<CreateActorReply>> all =
        waiting.computeIfAbsent(actor, _ -> new ArrayList<>(1));
    all.removeIf(Creators::isGone);
    all.add(caller);
  }

  void answer(ByteString actor, CreateActorReply reply) {
    List<StreamObserver<CreateActorReply>> all = waiting.remove(actor);
    if (all != null) {
      all.stream().filter(caller -> !isGone(caller)).forEach(caller -> Reply.with(caller, reply));
    }
  }

  private static boolean isGone(StreamObserver<CreateActorReply> caller) {
    return caller instanceof ServerCallStreamObserver<CreateActorReply> call && call.isCancelled();
  }
}
