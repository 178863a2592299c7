/// The control plane of a cluster: which nodes there are, the internal key-value store, and whether
/// the nodes still live.
///
/// It speaks Ray 2.60's messages. State is kept per concern ([NodeTable], [KvTable],
/// [HealthLedger]) in classes that know neither gRPC nor threads nor clocks; the `...Service`
/// classes translate, [Nodes] and [HealthMonitor] act.
@NullMarked
package io.nodectl.gcs;

import org.jspecify.annotations.NullMarked;
