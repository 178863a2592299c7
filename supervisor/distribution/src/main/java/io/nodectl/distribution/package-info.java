/// How the programs are packaged: one `lib/`, an AOT cache for each kind of process, one file of
/// JVM flags and a launcher each, in an immutable folder named by its content.
///
/// {@link io.nodectl.distribution.Assemble} runs at the end of a build. {@link
/// io.nodectl.distribution.StderrLogging} is the one class here that runs with the programs.
@NullMarked
package io.nodectl.distribution;

import org.jspecify.annotations.NullMarked;
