package io.nodectl.spawn;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The C library, called through one downcall shape.
///
/// Linking a shape costs milliseconds in a JVM that has just started, calling it costs nanoseconds.
/// So every function is called as `long f(long, long, long, long, long, long)`: the calling
/// conventions of x86-64 and aarch64 Linux pass the first six integers and pointers in registers,
/// fixed or variadic, and a function ignores the registers it does not know. What an `int` function
/// leaves in the upper half of the result is undefined, hence [#int32]. Measured (JDK 25, 2 cores):
/// ten functions in nine shapes took 77 ms on their first call, 48 ms with an AOT cache; in this
/// one shape 44 ms and 15 ms.
///
/// Results follow the kernel's own convention: a failed call returns `-errno`.
final class Libc {
  private static final int REGISTERS = 6;
  private static final MethodHandle CALL = link();

  private Libc() {}

  /// A function by its name; it is looked up when it is first called.
  static final class Function {
    private final String name;
    private @Nullable MemorySegment address;

    Function(String name) {
      this.name = name;
    }

    /// Whether this C library has the function.
    boolean exists() {
      return find(name).isPresent();
    }

    /// Calls a function that returns `int`; -1 becomes `-errno`.
    int int32(long... args) {
      return (int) call(args, true);
    }

    /// Calls a function that returns `long`, `ssize_t` or a pointer; -1 becomes `-errno`.
    long int64(long... args) {
      return call(args, false);
    }

    private long call(long[] args, boolean narrow) {
      long[] a = Arrays.copyOf(args, REGISTERS);
      // errno must be captured by the linker: the JVM may change it before Java code runs again.
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment errno = arena.allocate(Integer.BYTES, Integer.BYTES);
        long result = (long) CALL.invokeExact(address(), errno, a[0], a[1], a[2], a[3], a[4], a[5]);
        if ((narrow ? (int) result : result) != -1) {
          return result;
        }
        return -errno.asByteBuffer().order(ByteOrder.nativeOrder()).getInt(0);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError("a downcall throws nothing that is checked", e);
      }
    }

    // A race only looks the symbol up twice.
    private MemorySegment address() {
      MemorySegment found = address;
      if (found == null) {
        found = find(name).orElseThrow(this::missing);
        address = found;
      }
      return found;
    }

    private UnsatisfiedLinkError missing() {
      return new UnsatisfiedLinkError(
          "this C library has no "
              + name
              + "; io.nodectl.spawn.Platform.problem() says what is needed");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// The text at a `char *` of the C library's own.
  @SuppressWarnings("restricted")
  static String text(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static Optional<MemorySegment> find(String name) {
    return Linker.nativeLinker().defaultLookup().find(name);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(word, word, word, word, word, word, word),
            Linker.Option.captureCallState("errno"));
  }
}
