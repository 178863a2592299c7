/// What tests and benchmarks see of the machine they run on.
@NullMarked
package io.nodectl.machine;

import org.jspecify.annotations.NullMarked;
