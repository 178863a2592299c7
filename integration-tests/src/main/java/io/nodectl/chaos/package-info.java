/// Kills the processes of a node at random moments and looks at what comes of it: either the node
/// is ready again, or all of it is gone.
///
/// {@link io.nodectl.chaos.Campaign} plays the rounds, {@link io.nodectl.chaos.Blow} is what
/// happens in one, {@link io.nodectl.chaos.Inspection} says what is wrong afterwards.
@NullMarked
package io.nodectl.chaos;

import org.jspecify.annotations.NullMarked;
