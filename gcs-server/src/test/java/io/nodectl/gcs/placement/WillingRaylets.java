package io.nodectl.gcs.placement;

import io.nodectl.gcs.peers.DeafRaylet;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylet;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.messages.ray.CommitBundleResourcesReply;
import io.nodectl.messages.ray.CommitBundleResourcesRequest;
import io.nodectl.messages.ray.PrepareBundleResourcesReply;
import io.nodectl.messages.ray.PrepareBundleResourcesRequest;
import io.nodectl.messages.ray.RemovePlacementGroupBundlesReply;
import io.nodectl.messages.ray.RemovePlacementGroupBundlesRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Raylets that do as they are asked, but for those that refuse, and remember it.
final class WillingRaylets implements Raylets {

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final Set<String> refusing = ConcurrentHashMap.newKeySet();

  /// The raylet of this host refuses to prepare from now on.
  void refuse(String host) {
    refusing.add(host);
  }

  void relent() {
    refusing.clear();
  }

  /// What was asked next, such as `prepare 127.0.0.1 1`: of whom, and for how many bundles.
  String next() throws InterruptedException {
    String what = asked.poll(30, TimeUnit.SECONDS);
    if (what == null) {
      throw new AssertionError("nothing was asked");
    }
    return what;
  }

  @Override
  public Raylet at(PeerAddress address) {
    return new DeafRaylet() {
      @Override
      public CompletableFuture<PrepareBundleResourcesReply> prepareBundleResources(
          PrepareBundleResourcesRequest request) {
        note("prepare", request.getBundleSpecsList());
        return CompletableFuture.completedFuture(
            PrepareBundleResourcesReply.newBuilder()
                .setSuccess(!refusing.contains(address.host()))
                .build());
      }

      @Override
      public CompletableFuture<CommitBundleResourcesReply> commitBundleResources(
          CommitBundleResourcesRequest request) {
        note("commit", request.getBundleSpecsList());
        return CompletableFuture.completedFuture(CommitBundleResourcesReply.getDefaultInstance());
      }

      @Override
      public CompletableFuture<RemovePlacementGroupBundlesReply> removePlacementGroupBundles(
          RemovePlacementGroupBundlesRequest request) {
        note("remove", request.getBundleSpecsList());
        return CompletableFuture.completedFuture(
            RemovePlacementGroupBundlesReply.getDefaultInstance());
      }

      private void note(String what, List<?> bundles) {
        asked.add("%s %s %d".formatted(what, address.host(), bundles.size()));
      }
    };
  }
}
