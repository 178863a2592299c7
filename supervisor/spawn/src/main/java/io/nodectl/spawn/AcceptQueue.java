package io.nodectl.spawn;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// What became of connections to a listening socket. The kernel makes them without asking anybody,
/// and keeps them until the program that listens calls accept(2), if ever.
public final class AcceptQueue {
  /// Where a connection is that its client has made.
  public enum Place {
    /// The kernel has not put it into the queue: for a moment, or until it brings data if the
    /// program has asked for that (TCP_DEFER_ACCEPT).
    HANDSHAKE,
    /// It waits for accept(2).
    QUEUE,
    /// It was accepted, and may be closed again.
    ACCEPTED,
    /// It is gone, and nobody listens there.
    GONE
  }

  // struct inet_diag_req_v2 and struct inet_diag_msg, offsets from their starts (sock_diag(7)).
  private static final int TCP_REQUEST = 56;
  private static final int ADDRESS_SIZE = 16;
  private static final int STATE = 1;
  private static final int INODE = 68;

  // Of enum tcp_state (linux/net/tcp_states.h).
  private static final byte ESTABLISHED = 1;
  private static final byte SYN_RECV = 3;
  private static final byte NEW_SYN_RECV = 12;

  // struct unix_diag_req; struct unix_diag_msg, and its attribute UNIX_DIAG_RQLEN.
  private static final int UNIX_REQUEST = 24;
  private static final int UNIX_MESSAGE = 16;
  private static final int SHOW_QUEUE = 0x10;
  private static final short QUEUE_LENGTH = 4;

  private AcceptQueue() {}

  /// Where one connection of this machine to itself is, by its two ends.
  ///
  /// @throws SystemCallException the kernel does not tell
  public static Place placeOf(InetSocketAddress client, InetSocketAddress server) {
    try {
      ByteBuffer answer = SockDiag.ask(request(client, server));
      boolean isOwned = answer.getInt(INODE) != 0;
      return switch (answer.get(STATE)) {
        case SYN_RECV, NEW_SYN_RECV -> Place.HANDSHAKE;
        case ESTABLISHED -> isOwned ? Place.ACCEPTED : Place.QUEUE;
        // The side that accepted has closed it; or the kernel shows the listening socket, since
        // nothing else is left.
        default -> Place.ACCEPTED;
      };
    } catch (SystemCallException e) {
      if (e.errno() == Errno.ENOENT) {
        return Place.GONE;
      }
      throw e;
    }
  }

  private static ByteBuffer request(InetSocketAddress client, InetSocketAddress server) {
    ByteBuffer request = SockDiag.request(TCP_REQUEST);
    boolean isIpv4 = server.getAddress() instanceof Inet4Address;
    request.put((byte) (isIpv4 ? SockDiag.AF_INET : SockDiag.AF_INET6));
    request.put(SockDiag.IPPROTO_TCP).putShort((short) 0).putInt(SockDiag.ANY);
    request.order(ByteOrder.BIG_ENDIAN);
    request.putShort((short) server.getPort()).putShort((short) client.getPort());
    put(request, server.getAddress());
    put(request, client.getAddress());
    request.order(ByteOrder.nativeOrder());
    return request.putInt(0).putInt(SockDiag.ANY).putInt(SockDiag.ANY);
  }

  private static void put(ByteBuffer request, InetAddress address) {
    byte[] bytes = address.getAddress();
    request.put(bytes).position(request.position() + ADDRESS_SIZE - bytes.length);
  }

  /// How many connections to the Unix sockets that listen at that path wait for accept(2).
  ///
  /// @throws SystemCallException the kernel does not tell
  public static int lengthAt(Path path) {
    int length = 0;
    for (long inode : UnixSocketTable.listeningAt(path)) {
      ByteBuffer request = SockDiag.request(UNIX_REQUEST);
      request.put((byte) SockDiag.AF_UNIX).put((byte) 0).putShort((short) 0).putInt(SockDiag.ANY);
      request.putInt((int) inode).putInt(SHOW_QUEUE).putInt(SockDiag.ANY).putInt(SockDiag.ANY);
      length += queueLength(SockDiag.ask(request));
    }
    return length;
  }

  /// Looks through its attributes (rtnetlink(7)), each of which begins with its length and kind.
  private static int queueLength(ByteBuffer answer) {
    int at = UNIX_MESSAGE;
    while (at + Long.BYTES <= answer.limit()) {
      int size = Short.toUnsignedInt(answer.getShort(at));
      if (answer.getShort(at + Short.BYTES) == QUEUE_LENGTH) {
        return answer.getInt(at + Integer.BYTES);
      }
      at += Math.max(Integer.BYTES, (size + 3) & ~3);
    }
    return 0;
  }
}
