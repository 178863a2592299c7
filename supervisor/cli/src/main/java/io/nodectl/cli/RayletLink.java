package io.nodectl.cli;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.time.Duration;
import java.util.function.Function;

/// Asks one raylet.
///
/// @param raylet which one
/// @param limit how long each answer may take; streams have no limit
record RayletLink(Raylet raylet, Duration limit, ManagedChannel channel) implements AutoCloseable {
  /// One that is not called before something is asked.
  static RayletLink open(Raylet raylet, Duration limit, ChannelOptions options) {
    return new RayletLink(
        raylet, limit, Channels.open(raylet.address().host(), raylet.address().port(), options));
  }

  /// The same with another limit for each answer.
  RayletLink within(Duration other) {
    return new RayletLink(raylet, other, channel);
  }

  /// Asks, and waits for the answer.
  ///
  /// @param question makes the call, by a blocking stub over that channel
  /// @throws ProblemException if there is no answer
  <R> R answer(Function<Channel, R> question) throws ProblemException {
    try {
      return tryToAsk(question);
    } catch (StatusRuntimeException e) {
      throw RayletFailure.of(e.getStatus(), raylet, limit);
    }
  }

  /// The same for a caller to whom the status means something.
  <R> R tryToAsk(Function<Channel, R> question) {
    return question.apply(ClientInterceptors.intercept(channel, new Hurry(limit)));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
