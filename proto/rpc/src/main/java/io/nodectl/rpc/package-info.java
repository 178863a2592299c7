/// How nodectl's programs open a gRPC server or channel: token, TLS, keepalive, message limits,
/// health, deadlines, retries and ids.
///
/// {@link io.nodectl.rpc.RpcServer} and {@link io.nodectl.rpc.Channels} are the two doors;
/// everything else here is what they are built from. Memory and start-up time are part of the
/// contract: all servers and channels of a process share one small `Transport`.
@NullMarked
package io.nodectl.rpc;

import org.jspecify.annotations.NullMarked;
