/// Placement groups: resources of several nodes that are reserved together.
///
/// What becomes of a group is decided by `GroupMachine`, and where its bundles go by
/// `BundleScheduler`; both are pure. `PlacementGroups` carries it out on one thread of its own, and
/// lets nothing out before it is kept.
@NullMarked
package io.nodectl.gcs.placement;

import org.jspecify.annotations.NullMarked;
