package io.nodectl.rpc;

/// What a server has to carry.
///
/// @param connections that are open
/// @param calls that are open
/// @param unreadBytes of answers that were sent and that the callers have not taken yet
/// @param refused calls that were too many, since the beginning
public record Load(long connections, long calls, long unreadBytes, long refused) {}
