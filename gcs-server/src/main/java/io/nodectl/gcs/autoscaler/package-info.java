/// What an autoscaler, and whoever asks how the cluster is, is told of its nodes and of what they
/// are asked for; and the emptying of nodes.
///
/// Recorded of Ray 2.60: a version is spent on each answer; nodes are IDLE, with the time since
/// their last view added, DRAINING once their own view says so, and DEAD without resources; a drain
/// of an unknown node is accepted; at its deadline nothing happens, it only decides the reason of a
/// death after it; a later drain replaces an earlier one's deadline. An id of wrong length and the
/// reason UNSPECIFIED end Ray's processes; here they are refused.
@NullMarked
package io.nodectl.gcs.autoscaler;

import org.jspecify.annotations.NullMarked;
