package io.nodectl.rpc;

import io.grpc.HandlerRegistry;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A service that is made when it is called for the first time.
final class LateServices {
  private final String prefix;
  private final Supplier<ServerServiceDefinition> maker;
  private @Nullable ServerServiceDefinition made;

  LateServices(String name, Supplier<ServerServiceDefinition> maker) {
    this.prefix = name + "/";
    this.maker = maker;
  }

  /// Where a server looks for methods that it does not know.
  ///
  /// @param checks every call passes, in this order
  static HandlerRegistry all(List<LateServices> services, List<ServerInterceptor> checks) {
    List<LateServices> known = List.copyOf(services);
    List<ServerInterceptor> passed = List.copyOf(checks);
    return new HandlerRegistry() {
      @Override
      public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
          String method, @Nullable String authority) {
        for (LateServices service : known) {
          if (method.startsWith(service.prefix)) {
            return service.definition(passed).getMethod(method);
          }
        }
        return null;
      }
    };
  }

  private synchronized ServerServiceDefinition definition(List<ServerInterceptor> checks) {
    ServerServiceDefinition definition = made;
    if (definition == null) {
      definition = ServerInterceptors.interceptForward(Legible.lenient(maker.get()), checks);
      made = definition;
    }
    return definition;
  }
}
