package io.nodectl.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// Has signals told instead of ending this process.
///
/// By sun.misc.Signal, which is all that Java has for it. It is called by reflection because javac
/// warns of it, and nothing switches that off where warnings are errors. SIGQUIT is not among them:
/// the JVM lets nobody have it, and prints the stacks of its threads to standard error. SIGUSR2 it
/// gives away; it would suspend threads with it for a profiler.
final class SignalRelay {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP", "USR1", "USR2", "WINCH");

  private SignalRelay() {}

  /// From now on.
  ///
  /// @param told gets their numbers, on a thread of the JVM
  static void start(IntConsumer told) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Constructor<?> named = signal.getConstructor(String.class);
      Method number = signal.getMethod("getNumber");
      Method handle = signal.getMethod("handle", signal, handler);
      InvocationHandler relay =
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass().equals(handler)) {
              told.accept((int) number.invoke(arguments[0]));
              return null;
            }
            return method.invoke(told, arguments);
          };
      Object proxy =
          Proxy.newProxyInstance(
              SignalRelay.class.getClassLoader(), new Class<?>[] {handler}, relay);
      for (String name : NAMES) {
        handle.invoke(null, named.newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }
}
