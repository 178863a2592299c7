package io.nodectl.spawn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Questions about sockets to the kernel (sock_diag(7)).
final class SockDiag {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final byte IPPROTO_TCP = 6;
  static final int ANY = -1;

  // struct nlmsghdr and its types (netlink(7)).
  static final int HEADER = 16;
  static final short BY_FAMILY = 20;
  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;
  private static final short REQUEST = 1;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 3 | Fd.O_CLOEXEC;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int LARGEST_ANSWER = 1 << 12;

  private static final Libc.Function SOCKET = new Libc.Function("socket");

  private SockDiag() {}

  /// A socket to ask through.
  ///
  /// @throws SystemCallException EMFILE, ENFILE: no free descriptor
  static Fd open() {
    int number = SOCKET.int32(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
    return Fd.owned(SystemCallException.check("socket", number));
  }

  /// A request about one socket; what follows the header is up to the family.
  ///
  /// @param size of what follows
  static ByteBuffer request(int size) {
    ByteBuffer request = ByteBuffer.allocate(HEADER + size).order(ByteOrder.nativeOrder());
    request.putInt(HEADER + size).putShort(BY_FAMILY).putShort(REQUEST);
    return request.position(HEADER);
  }

  /// What the kernel says of one socket, without the header.
  ///
  /// @throws SystemCallException ENOENT: there is none, or the kernel does not know of such ones
  static ByteBuffer ask(ByteBuffer request) {
    try (Fd netlink = open()) {
      byte[] question = new byte[request.capacity()];
      request.get(0, question);
      netlink.write(question, 0, question.length);
      byte[] bytes = new byte[LARGEST_ANSWER];
      int size = netlink.read(bytes);
      ByteBuffer answer = ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.nativeOrder());
      if (answer.getShort(Integer.BYTES) == NLMSG_ERROR) {
        SystemCallException.check("sock_diag", answer.getInt(HEADER));
      }
      return answer.slice(HEADER, size - HEADER).order(ByteOrder.nativeOrder());
    }
  }
}
