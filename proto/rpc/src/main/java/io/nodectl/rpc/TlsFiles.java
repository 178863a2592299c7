package io.nodectl.rpc;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// Credentials from PEM files; apart from {@link Tls} so that plain text never loads the classes of
/// TLS.
final class TlsFiles {

  private TlsFiles() {}

  /// Why the files cannot be used, in words for a person; empty if they can.
  static Optional<String> problem(Tls.On on) {
    try {
      var _ = TlsReload.of(on);
      return Optional.empty();
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static ServerCredentials server(Tls.On on) {
    TlsReload files = files(on);
    TlsServerCredentials.Builder credentials =
        TlsServerCredentials.newBuilder().keyManager(new ReloadingKey(files));
    if (on.authority().isPresent()) {
      credentials.trustManager(new ReloadingTrust(files)).clientAuth(ClientAuth.REQUIRE);
    }
    return credentials.build();
  }

  static ChannelCredentials channel(Tls.On on) {
    TlsReload files = files(on);
    TlsChannelCredentials.Builder credentials =
        TlsChannelCredentials.newBuilder().keyManager(new ReloadingKey(files));
    if (on.authority().isPresent()) {
      credentials.trustManager(new ReloadingTrust(files));
    }
    return credentials.build();
  }

  private static TlsReload files(Tls.On on) {
    try {
      return TlsReload.of(on);
    } catch (IOException e) {
      throw new UncheckedIOException("a TLS file that was there a moment ago cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS files that were of use a moment ago are not", e);
    }
  }
}
