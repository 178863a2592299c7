/// Measures programs on a node: what it adds to them that a raylet runs them, and what they cost
/// it.
@NullMarked
package io.nodectl.bench.run;

import org.jspecify.annotations.NullMarked;
