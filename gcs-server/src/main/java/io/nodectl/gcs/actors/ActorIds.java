package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.nodectl.gcs.actors.Phase.Attempt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/// The ids that actors have to do with, as Ray 2.60 builds them. Its programs abort when they read
/// one of another length.
final class ActorIds {

  /// Length of an actor's id, in bytes.
  static final int ACTOR = 16;

  /// Length of a job's id, in bytes.
  static final int JOB = 4;

  /// Length of the id of a node or worker, in bytes.
  static final int UNIQUE = 28;

  /// Length of a lease's id, in bytes.
  private static final int LEASE = 32;

  /// The id of no node and of no worker.
  static final ByteString NIL = nil();

  private ActorIds() {}

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /// Whether this says which node or worker.
  static boolean isUnique(ByteString id) {
    return id.size() == UNIQUE && !id.equals(NIL);
  }

  /// The id of the lease for one incarnation of an actor: the same whoever is asked for it and how
  /// often, also after a restart of this server. So a raylet that still deals with a request of
  /// before takes the new one for it; one that has answered knows nothing of it any more.
  static ByteString lease(ByteString actor, Attempt attempt) {
    ByteBuffer bytes = ByteBuffer.allocate(LEASE).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0).put(actor.toByteArray()).putLong(attempt.incarnation());
    return UnsafeByteOperations.unsafeWrap(bytes.array());
  }

  private static ByteString nil() {
    byte[] bytes = new byte[UNIQUE];
    Arrays.fill(bytes, (byte) 0xff);
    return ByteString.copyFrom(bytes);
  }
}
