/// A child that behaves as its arguments say, well or badly, so that tests of supervision need no
/// mocks.
///
/// {@link io.nodectl.testchild.TestChild} knows the words, {@link
/// io.nodectl.testchild.TestChildCommand} the command line. It uses nothing but the JDK, not even
/// the handshake library, because it must be able to break the protocol byte by byte.
@NullMarked
package io.nodectl.testchild;

import org.jspecify.annotations.NullMarked;
