/// Black-box tests of the packaged programs. Each class has one theme; {@link Sandbox} gives each
/// test a root of nodes of its own and fails it if anything is left of them afterwards.
///
/// Classes that end in `IT` run real nodes, at most three classes at a time; `Test` runs nothing.
@NullMarked
package io.nodectl.it;

import org.jspecify.annotations.NullMarked;
