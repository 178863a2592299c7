/// The program `runtime-env-agent`: makes runtime environments for workers, on request.
///
/// It speaks HTTP with protobuf bodies, as Ray's agent does (2.60.0:
/// `python/ray/_private/runtime_env/agent`), so that a raylet and Ray's own tools can talk to it.
/// {@link io.nodectl.runtimeenv.RuntimeEnvAgentMain} is the entry. A request passes `HttpFront`
/// (may this caller say this here?), `AgentApi` (bytes to messages and back) and `RuntimeEnvs` (who
/// uses which environment). `EnvironmentMaker` makes one: a `Making` asks each plug-in, in the
/// order of their priorities, what has to be there, takes it from the plug-in's `Shelf`, where it
/// is built once, and lets the plug-in add to the context of the worker.
@NullMarked
package io.nodectl.runtimeenv;

import org.jspecify.annotations.NullMarked;
