/// Placement groups: resources of several nodes that are reserved together.
///
/// What becomes of a group is decided by `GroupMachine`, and where its bundles go by
/// `BundleScheduler`; both are pure. `PlacementGroups` carries it out on one thread of its own, and
/// lets nothing out before it is kept.
///
/// Recorded of Ray 2.60, and done here: a group without room is tried again after 100 ms to 1 s;
/// one that no set of nodes could hold waits for other nodes; bundles of a removed group keep their
/// node in its row, and the row stays; who asks for a group that is not there gets OK and no group,
/// who waits for one is held, who removes one is told OK; a name that is taken is INVALID. A group
/// of an unknown job, or without bundles, ends Ray's own server; here it is refused.
@NullMarked
package io.nodectl.gcs.placement;

import org.jspecify.annotations.NullMarked;
