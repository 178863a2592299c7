/// The program `runtime-env-agent`: prepares runtime environments for workers, on request.
///
/// It speaks HTTP with protobuf bodies, as Ray's agent does (2.60.0:
/// `python/ray/_private/runtime_env/agent`), so that a raylet and Ray's own tools can talk to it.
/// Of the runtime environment it knows `env_vars`; anything else it refuses by name. {@link
/// io.nodectl.runtimeenv.RuntimeEnvAgentMain} is the entry. A request passes `HttpFront` (may this
/// caller say this here?), `AgentApi` (bytes to messages and back) and `RuntimeEnvs` (the table).
@NullMarked
package io.nodectl.runtimeenv;

import org.jspecify.annotations.NullMarked;
