package io.nodectl.spawn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A piece of native memory in the machine's byte order, zeroed at first, that is freed by
/// [#close].
///
/// It is read and written as a [ByteBuffer]: the first `MemorySegment.get` of a JVM spins a
/// VarHandle, which takes 2 ms of a cold start.
final class Block implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment segment;
  private final ByteBuffer bytes;

  private Block(Arena arena, MemorySegment segment, ByteBuffer bytes) {
    this.arena = arena;
    this.segment = segment;
    this.bytes = bytes;
  }

  /// A block for the calling thread only.
  @SuppressWarnings("MustBeClosedChecker") // The block owns the arena and closes it.
  static Block of(int size) {
    Arena arena = Arena.ofConfined();
    MemorySegment segment = arena.allocate(size, Long.BYTES);
    return new Block(arena, segment, segment.asByteBuffer().order(ByteOrder.nativeOrder()));
  }

  /// A NUL-terminated string.
  static Block string(byte[] text) {
    Block block = of(text.length + 1);
    block.bytes.put(0, text);
    return block;
  }

  /// A `char *[]` ended by a null pointer, as argv and envp are (execve(2)).
  static Block strings(List<byte[]> texts) {
    int pointers = (texts.size() + 1) * Long.BYTES;
    int size = pointers;
    for (byte[] text : texts) {
      size = Math.addExact(size, text.length + 1);
    }
    Block block = of(size);
    int at = pointers;
    for (int i = 0; i < texts.size(); i++) {
      block.bytes.putLong(i * Long.BYTES, block.address() + at);
      block.bytes.put(at, texts.get(i));
      at += texts.get(i).length + 1;
    }
    return block;
  }

  long address() {
    return segment.address();
  }

  /// The content; absolute access only, so that no position needs minding.
  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    arena.close();
  }
}
