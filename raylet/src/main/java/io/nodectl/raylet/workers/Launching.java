package io.nodectl.raylet.workers;

import io.nodectl.process.OutputTap;
import io.nodectl.raylet.resources.Grant;

/// A program to be launched.
///
/// @param incarnation of the worker
/// @param context of its runtime environment, as JSON; empty without one
/// @param tap hears what it prints
record Launching(
    WorkerId id, int incarnation, Terms terms, Grant grant, String context, OutputTap tap) {

  Credentials.Bearer bearer() {
    return new Credentials.Bearer(id, incarnation);
  }
}
