/// The control plane of a cluster, in one package per concern; this one puts them together.
///
/// It speaks Ray 2.60's messages. What is kept of a concern is changed by classes that know neither
/// gRPC nor threads nor clocks (such as `NodeTable`), on the one thread of the `Store`; the
/// `...Service` classes translate calls into such work, and others (`Nodes`, `HealthMonitor`) act
/// on what has come of it.
@NullMarked
package io.nodectl.gcs;

import org.jspecify.annotations.NullMarked;
