package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.TaskSpec;
import java.util.Optional;

/// What a decision about an actor depends on besides the actor.
interface Circumstances {

  /// Milliseconds since the epoch.
  long nowMs();

  /// Where to ask for a worker first: at the owner's node if it gives workers, as Ray 2.60 does,
  /// else at another that does.
  Optional<Host> hostFor(ActorTableData actor);

  /// A node, if it lives and gives workers now.
  Optional<Host> host(ByteString node);

  /// A node, if it lives, to end a worker there.
  Optional<Host> livingNode(ByteString node);

  /// The task that makes the actor.
  TaskSpec spec();
}
