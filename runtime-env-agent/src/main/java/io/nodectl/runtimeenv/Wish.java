package io.nodectl.runtimeenv;

/// A wish for an environment.
///
/// @param runtimeEnv the document; equal texts mean the same environment
/// @param source who asks, such as `raylet`
/// @param timeoutSeconds how long making it may take: -1 for ever, 0 if the document says so
/// @param job the id of the job it is for, as text; empty if there is none
record Wish(String runtimeEnv, String source, int timeoutSeconds, String job) {}
