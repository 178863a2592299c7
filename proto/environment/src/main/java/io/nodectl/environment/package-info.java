/// What a runtime environment is, for all who have to do with one: whoever asks for it, whoever
/// makes it, and whoever starts a program in it.
///
/// {@link io.nodectl.environment.RuntimeEnv} is the document that asks, with Ray 2.60's fields.
/// {@link io.nodectl.environment.WorkerContext} is what a worker is told when it is made, and
/// {@link io.nodectl.environment.WorkerExec} turns that and a command into what is to be executed.
@NullMarked
package io.nodectl.environment;

import org.jspecify.annotations.NullMarked;
