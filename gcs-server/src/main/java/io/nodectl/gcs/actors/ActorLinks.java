package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import java.util.HashSet;
import java.util.Set;

/// Under which keys an actor is to be found besides its id.
final class ActorLinks {

  /// What a key begins with; the id of what it says follows, and then the actor's.
  enum Kind {
    /// The worker that the actor lives in, or is to live in.
    WORKER('w'),
    /// The node that it is on, or is to come to.
    NODE('n'),
    /// The worker that has made it, unless that does not matter to it.
    OWNER('o'),
    /// The node of that worker.
    OWNER_NODE('p'),
    JOB('j'),
    /// Namespace and name, as long as it has them.
    NAME('a'),
    /// It waits for a node that gives workers.
    HOMELESS('h'),
    /// It is dead; when it died follows.
    DEAD('d');

    private final ByteString prefix;

    Kind(char letter) {
      prefix = ByteString.copyFromUtf8(String.valueOf(letter));
    }

    ByteString prefix() {
      return prefix;
    }

    ByteString of(ByteString id) {
      return prefix.concat(id);
    }
  }

  private static final ByteString SEPARATOR = ByteString.copyFrom(new byte[] {0});

  private ActorLinks() {}

  /// The key under which an actor of that name is found.
  static ByteString name(String namespace, String name) {
    return Kind.NAME
        .of(ByteString.copyFromUtf8(namespace))
        .concat(SEPARATOR)
        .concat(ByteString.copyFromUtf8(name));
  }

  static Set<ByteString> of(Actor actor) {
    ActorTableData row = actor.row();
    Set<ByteString> keys = new HashSet<>();
    Adder adder = new Adder(row.getActorId(), keys);
    addPlace(actor, adder);
    boolean matters = !actor.isDead() || Restarts.canBeWantedBack(row);
    // Before it has all its arguments nobody but its owner can make an actor, detached or not.
    if (matters && (!row.getIsDetached() || actor.state() == ActorState.DEPENDENCIES_UNREADY)) {
      adder.add(Kind.OWNER, row.getOwnerAddress().getWorkerId());
      adder.add(Kind.OWNER_NODE, row.getOwnerAddress().getNodeId());
      adder.add(Kind.JOB, row.getJobId());
    }
    if (actor.isDead()) {
      adder.add(Kind.DEAD, time(row.getEndTime()));
    } else if (!row.getName().isEmpty()) {
      keys.add(name(row.getRayNamespace(), row.getName()));
    }
    return keys;
  }

  private static void addPlace(Actor actor, Adder adder) {
    switch (actor.phase()) {
      case Phase.Idle() -> {
        if (actor.state() == ActorState.ALIVE) {
          adder.add(Kind.WORKER, actor.row().getAddress().getWorkerId());
          adder.add(Kind.NODE, actor.row().getAddress().getNodeId());
        }
      }
      case Phase.Waiting waiting -> {
        if (waiting.host().isEmpty()) {
          adder.add(Kind.HOMELESS, ByteString.EMPTY);
        }
      }
      case Phase.Leasing leasing -> adder.add(Kind.NODE, leasing.host().node());
      case Phase.Creating creating -> {
        adder.add(Kind.WORKER, creating.grant().worker().getWorkerId());
        adder.add(Kind.NODE, creating.host().node());
      }
      case Phase.Ending ending -> {
        adder.add(Kind.WORKER, ending.worker());
        adder.add(Kind.NODE, ending.host().node());
      }
    }
  }

  private static ByteString time(long ms) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (ms >>> (Byte.SIZE * (bytes.length - 1 - i)));
    }
    return ByteString.copyFrom(bytes);
  }

  private record Adder(ByteString actor, Set<ByteString> keys) {
    void add(Kind kind, ByteString id) {
      keys.add(kind.of(id).concat(actor));
    }
  }
}
