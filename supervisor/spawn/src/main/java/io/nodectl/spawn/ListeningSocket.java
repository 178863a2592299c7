package io.nodectl.spawn;

import java.net.InetAddress;

/// A TCP socket that accepts connections.
///
/// @param address what it is bound to; an IPv4 address that was bound through an IPv6 socket is
///     given as IPv4
/// @param port 1 to 65535
/// @param inode as in `socket:[N]` of `/proc/PID/fd`
/// @param uid the user who made it
public record ListeningSocket(InetAddress address, int port, long inode, int uid) {}
