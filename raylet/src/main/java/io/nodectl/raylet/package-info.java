/// The raylet: the agent of one node. It binds the node manager and the object manager port, is
/// told by its parent where gcs-server and the runtime env agent are, and keeps the node registered
/// in gcs for as long as it lives.
///
/// What to do about the registration is decided by [io.nodectl.raylet.Registration], which is pure;
/// [io.nodectl.raylet.Registrar] carries the decisions out on one thread of its own.
@NullMarked
package io.nodectl.raylet;

import org.jspecify.annotations.NullMarked;
