/// The frame of a program's main: command line, surroundings, listening, peers, and how failures
/// become exit codes.
///
/// {@link io.nodectl.program.CommandFrame}, {@link io.nodectl.program.Flag} and {@link
/// io.nodectl.program.PortWish} load no class of gRPC, so that a program without gRPC stays as
/// small as it is.
@NullMarked
package io.nodectl.program;

import org.jspecify.annotations.NullMarked;
