package io.nodectl.gcs.events;

import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.messages.ray.RayEventExportGcsServiceGrpc.RayEventExportGcsServiceImplBase;
import io.nodectl.messages.ray.events.AddEventsReply;
import io.nodectl.messages.ray.events.AddEventsRequest;
import io.nodectl.messages.ray.events.AddEventsStatus;
import java.util.concurrent.atomic.LongAdder;

/// Takes in the events that Ray 2.60 exports if it is told to: counts them and keeps none, since
/// what they tell is known from elsewhere.
public final class EventExportService extends RayEventExportGcsServiceImplBase {

  private final LongAdder taken = new LongAdder();

  @Override
  public void addEvents(AddEventsRequest request, StreamObserver<AddEventsReply> caller) {
    taken.add(request.getEventsData().getEventsCount());
    Reply.with(
        caller,
        AddEventsReply.newBuilder().setStatus(AddEventsStatus.getDefaultInstance()).build());
  }

  /// How many events have come.
  public long taken() {
    return taken.sum();
  }
}
