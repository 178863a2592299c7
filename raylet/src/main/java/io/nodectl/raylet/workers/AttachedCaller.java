package io.nodectl.raylet.workers;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;

/// What a caller of attach says: first to what he wants to be attached, then what is meant for it.
/// On his connection's thread.
final class AttachedCaller implements StreamObserver<AttachRequest> {
  private final Attachment attachment;
  private final ServerCallStreamObserver<AttachReply> caller;
  private boolean begun;

  AttachedCaller(Attachment attachment, ServerCallStreamObserver<AttachReply> caller) {
    this.attachment = attachment;
    this.caller = caller;
  }

  void open() {
    caller.setOnCancelHandler(attachment::vanished);
    caller.setOnReadyHandler(attachment::resume);
    caller.disableAutoRequest();
    caller.request(1);
  }

  @Override
  public void onNext(AttachRequest request) {
    if (begun) {
      goOn(request);
    } else {
      begun = true;
      begin(request);
    }
  }

  private void begin(AttachRequest request) {
    switch (request.getPartCase()) {
      case LAUNCH -> attachment.launch(request.getLaunch());
      case WORKER_ID -> attachment.look(request.getWorkerId());
      case STDIN, STDIN_END, SIGNAL, OUTPUT_CLOSED, PART_NOT_SET ->
          attachment.refuse("the first message is launch or worker_id");
    }
    caller.request(1);
  }

  private void goOn(AttachRequest request) {
    switch (request.getPartCase()) {
      case STDIN -> {
        // Asks for the next one itself, when there is room.
        attachment.give(request.getStdin());
        return;
      }
      case STDIN_END -> attachment.endInput();
      case SIGNAL -> attachment.signal(request.getSignal());
      case OUTPUT_CLOSED -> attachment.closed(request.getOutputClosed());
      case LAUNCH, WORKER_ID, PART_NOT_SET -> {
        attachment.refuse("only the first message may be launch or worker_id");
        return;
      }
    }
    caller.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    attachment.vanished();
  }

  /// He has nothing more to say, and listens on.
  @Override
  public void onCompleted() {
    attachment.endInput();
  }
}
