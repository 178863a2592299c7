/// NODECTL/1: what a parent and its child say to each other over two inherited pipes.
///
/// The child writes {@link io.nodectl.handshake.Report}s to its report pipe, the parent writes
/// {@link io.nodectl.handshake.Order}s to the child's standard input. {@link
/// io.nodectl.handshake.Parent} is the child's side of both; a new program needs little more than
///
/// ```java
/// static int run(Parent parent, List<String> args) throws Exception {
///   try (ServerSocket server = new ServerSocket(0)) {
///     parent.bound(Ports.of("main", new Endpoint("127.0.0.1", server.getLocalPort())));
///     parent.ready();
///     parent.awaitStop();
///     return 0;
///   }
/// }
/// ```
///
/// The parent's side is {@link io.nodectl.handshake.ReportDecoder} and {@link
/// io.nodectl.handshake.Records}. Nothing here uses more than the JDK, and nothing on the way to
/// READY uses regular expressions, streams, `String.format` or pattern switches: they cost a
/// starting JVM milliseconds.
@NullMarked
package io.nodectl.handshake;

import org.jspecify.annotations.NullMarked;
