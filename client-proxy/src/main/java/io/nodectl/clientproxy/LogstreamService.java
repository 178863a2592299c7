package io.nodectl.clientproxy;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.LogData;
import io.nodectl.messages.ray.LogSettingsRequest;
import io.nodectl.messages.ray.RayletLogStreamerGrpc;

/// `ray.rpc.RayletLogStreamer`: a stream on which nothing comes, since nothing runs here that could
/// say anything.
///
/// It is not refused, because the client of Ray 2.60 opens it before it asks for a session: it
/// would print a stack trace, or open it anew twice a second, instead of showing why the session
/// was refused. The client joins its reader, so the stream ends as soon as the client has ended its
/// side.
final class LogstreamService extends RayletLogStreamerGrpc.RayletLogStreamerImplBase {

  @Override
  public StreamObserver<LogSettingsRequest> logstream(StreamObserver<LogData> client) {
    return new StreamObserver<>() {
      @Override
      public void onNext(LogSettingsRequest settings) {}

      // The client is gone, and the call with it.
      @Override
      public void onError(Throwable gone) {}

      @Override
      public void onCompleted() {
        client.onCompleted();
      }
    };
  }
}
