package io.nodectl.gcs.resources;

/// Who wants to know that the cluster's resources are not what they were: more may fit now.
@FunctionalInterface
public interface ViewListener {

  /// A node has come, has gone, or has something else free. Called on the thread that made the
  /// change, often: must not block, and should put together what it does.
  void resourcesChanged();
}
