package io.nodectl.rpc;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Credentials from PEM files; apart from {@link Tls} so that plain text never loads the classes of
/// TLS.
final class TlsFiles {

  private TlsFiles() {}

  static ServerCredentials server(Tls.On on) {
    try {
      TlsServerCredentials.Builder credentials =
          TlsServerCredentials.newBuilder()
              .keyManager(on.certificate().toFile(), on.key().toFile());
      if (on.authority().isPresent()) {
        credentials.trustManager(on.authority().get().toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return credentials.build();
    } catch (IOException e) {
      throw new UncheckedIOException("a TLS file that was there a moment ago cannot be read", e);
    }
  }

  static ChannelCredentials channel(Tls.On on) {
    try {
      TlsChannelCredentials.Builder credentials =
          TlsChannelCredentials.newBuilder()
              .keyManager(on.certificate().toFile(), on.key().toFile());
      if (on.authority().isPresent()) {
        credentials.trustManager(on.authority().get().toFile());
      }
      return credentials.build();
    } catch (IOException e) {
      throw new UncheckedIOException("a TLS file that was there a moment ago cannot be read", e);
    }
  }
}
