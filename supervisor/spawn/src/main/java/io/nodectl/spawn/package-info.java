/// Starts and watches child processes on Linux in the ways that [ProcessBuilder] cannot.
///
/// A child gets exactly the descriptors its [SpawnSpec] lists, a session of its own, an empty
/// signal mask and default signal dispositions. Its end is seen through a pidfd, in the same
/// [Poller] that watches its pipes. Processes are named by [ProcessIdentity], so no signal ever
/// reaches a stranger. [ProcessTree] and [SocketTable] answer who descends from whom and who
/// listens where.
///
/// The library needs Linux 5.4, glibc 2.34 and `--enable-native-access`; [Platform#problem] says
/// what is missing. It knows nothing of what the children are for.
///
/// A failing system call is a [SystemCallException] with the name and the meaning of its errno. A
/// program that cannot be started is a [SpawnException].
@NullMarked
package io.nodectl.spawn;

import org.jspecify.annotations.NullMarked;
