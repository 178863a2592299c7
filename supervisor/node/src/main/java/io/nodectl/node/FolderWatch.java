package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.process.Children;
import java.util.function.Consumer;

/// Takes a running node down whose folder was removed or renamed: nobody would find it any more,
/// and its lock would not keep a second one of the same name from being started.
///
/// The kernel tells of it (inotify(7)), so that it costs nothing while it does not happen.
final class FolderWatch implements StepListener {
  private final NodePlace place;
  private final Children children;
  private volatile Consumer<NodeEvent> listener = _ -> {};
  private boolean begun;

  FolderWatch(NodePlace place, Children children) {
    this.place = place;
    this.children = children;
  }

  /// From now on tells of the loss of the folder.
  void tell(Consumer<NodeEvent> whom) {
    listener = whom;
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (!begun && step.state().phase() == NodePhase.READY) {
      begun = true;
      children.watchForLosses(place.folder().path(), this::look);
    }
  }

  /// May tell it more than once: a node that is going down already goes on with that.
  private void look() {
    if (!place.isOurs()) {
      String message =
          "the node's folder %s, or the lock in it, was removed or renamed while the node ran; without that lock a second node could be started beside it, so this one was taken down. Start it again with the command that started it."
              .formatted(place.folder().path());
      listener.accept(new NodeEvent.Broken(Problem.ofNode(ExitCode.COMPONENT_FAILED, message)));
    }
  }
}
