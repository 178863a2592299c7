package io.nodectl.handshake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The child's ear: reads orders from a stream, one after the other. Not for several threads at
/// once.
public final class OrderReader {
  private final InputStream in;
  private final RecordFramer framer = new RecordFramer();
  private final byte[] buffer = new byte[Records.MAX_BYTES];
  private int from;
  private int to;

  /// @param in the pipe; it needs no buffer of its own, and is not closed here
  public OrderReader(InputStream in) {
    this.in = in;
  }

  /// Waits for the next order.
  ///
  /// @return empty at end of file, also in the middle of a record: the writer is gone either way
  /// @throws IOException if the stream fails, or its writer does not speak our version of the
  ///     protocol; then there is no use in calling it again
  public Optional<Order> next() throws IOException {
    try {
      while (true) {
        while (from < to) {
          RawRecord raw = framer.accept(buffer[from++]);
          if (raw != null) {
            return Optional.of(order(raw));
          }
        }
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
          return Optional.empty();
        }
      }
    } catch (MalformedRecord e) {
      throw new IOException(
          "the parent's orders are not NODECTL/" + Records.VERSION + ": " + e.getMessage(), e);
    }
  }

  private static Order order(RawRecord raw) throws MalformedRecord {
    if (raw.version() != Records.VERSION) {
      throw new MalformedRecord("it speaks NODECTL/" + raw.version());
    }
    return switch (raw.kind()) {
      case Order.Config.KIND -> new Order.Config(raw.fields());
      case Order.Wire.KIND -> wire(raw);
      case Order.Stop.KIND -> stop(raw);
      default -> extension(raw);
    };
  }

  private static Order stop(RawRecord raw) throws MalformedRecord {
    boolean again = "yes".equals(raw.fields().get(Order.Stop.AGAIN));
    return new Order.Stop(Fields.millis(raw, Order.Stop.GRACE, 0), again);
  }

  private static Order wire(RawRecord raw) throws MalformedRecord {
    String peer = peer(raw);
    int generation = (int) raw.number(Order.Wire.GENERATION, 1, Integer.MAX_VALUE);
    return new Order.Wire(peer, generation, Fields.ports(raw, Order.Wire.PEER + peer + "."));
  }

  /// The one component that all `peer.COMPONENT.NAME` lines speak of.
  private static String peer(RawRecord raw) throws MalformedRecord {
    String peer = "";
    for (String key : raw.fields().keySet()) {
      if (!key.startsWith(Order.Wire.PEER)) {
        continue;
      }
      int dot = key.indexOf('.', Order.Wire.PEER.length());
      String component = Fields.name(dot < 0 ? "" : key.substring(Order.Wire.PEER.length(), dot));
      if (!peer.isEmpty() && !peer.equals(component)) {
        throw new MalformedRecord("WIRE of two components, " + peer + " and " + component);
      }
      peer = component;
    }
    if (peer.isEmpty()) {
      throw new MalformedRecord("WIRE without a peer");
    }
    return peer;
  }

  private static Order extension(RawRecord raw) throws MalformedRecord {
    if (!raw.kind().startsWith(Order.Extension.PREFIX)) {
      throw new MalformedRecord("an order of the unknown kind " + raw.kind());
    }
    return new Order.Extension(raw.kind(), raw.fields());
  }
}
