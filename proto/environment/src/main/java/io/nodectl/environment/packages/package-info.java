/// The files of an environment on their way to the nodes: packed, named by their contents, kept in
/// the cluster's key-value store, and unpacked, all in the forms of Ray 2.60.
@NullMarked
package io.nodectl.environment.packages;

import org.jspecify.annotations.NullMarked;
