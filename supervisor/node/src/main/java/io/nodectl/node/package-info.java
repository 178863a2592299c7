/// How a node is brought up, wired, watched and taken down.
///
/// What a node consists of is data ({@link io.nodectl.node.LaunchPlan}); what happens next is
/// decided by pure functions over it ({@link io.nodectl.node.Supervision}); effects stand at the
/// edge ({@link io.nodectl.node.Supervisor}). Nothing here knows what a GCS is beyond what the plan
/// says of it, and nothing knows how a command line looks.
@NullMarked
package io.nodectl.node;

import org.jspecify.annotations.NullMarked;
