package io.nodectl.clientproxy;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.GcsStatus;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Something that gcs is asked on behalf of a client.
///
/// @param ask makes the call
/// @param status what gcs says of it; a code other than 0 is a refusal
/// @param answer the client's answer, from a reply that is no refusal
record Question<A, R>(
    BiConsumer<Gcs, StreamObserver<A>> ask, Function<A, GcsStatus> status, Function<A, R> answer) {}
