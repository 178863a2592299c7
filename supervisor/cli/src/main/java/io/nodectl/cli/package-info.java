/// The command `nodectl`: reads a command line, asks or starts nodes, and prints what came of it.
///
/// {@link io.nodectl.cli.Main} is the entry. One class per command (`StartCommand` and so on) has
/// its options and its run; options that several commands have are in classes of their own
/// (`ClusterOptions`, `OutputOptions`, `NodeOption`). Standard output is the result, standard error
/// is talk.
@NullMarked
package io.nodectl.cli;

import org.jspecify.annotations.NullMarked;
