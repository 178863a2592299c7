package io.nodectl.gcs.redis;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Retry;
import io.nodectl.program.RedisAddress;
import io.nodectl.program.RedisLogin;
import io.nodectl.program.RedisPlace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/// Makes connections to a Redis server.
///
/// @param sockets reach it
/// @param config says how to log in, and how long to wait
record RedisDialing(JedisSocketFactory sockets, DefaultJedisClientConfig config) {

  /// A disk that is slow to take a commit is no lost connection.
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final Duration CONNECTION = Duration.ofSeconds(3);

  /// @throws StorageUnusable if a certificate is of no use
  static RedisDialing of(RedisPlace place, RedisLogin login) throws StorageUnusable {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .connectionTimeoutMillis((int) CONNECTION.toMillis())
            .socketTimeoutMillis((int) ANSWER.toMillis())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    login.user().ifPresent(config::user);
    login.password().ifPresent(config::password);
    return new RedisDialing(sockets(place), config.build());
  }

  private static JedisSocketFactory sockets(RedisPlace place) throws StorageUnusable {
    return switch (place.address()) {
      case RedisAddress.Socket(Path path) -> () -> opened(() -> UnixSocket.connect(path));
      case RedisAddress.Port(Endpoint at, boolean encrypted) -> {
        if (encrypted) {
          SSLSocketFactory tls = tls(place.certificates());
          yield () -> opened(() -> encrypted(connected(at), at, tls));
        }
        yield () -> opened(() -> connected(at));
      }
    };
  }

  /// @throws JedisConnectionException if the server cannot be reached
  /// @throws redis.clients.jedis.exceptions.JedisDataException if it does not let us in
  Connection dial() {
    Connection connection = new Connection(sockets, config);
    connection.connect();
    return connection;
  }

  private interface Opening {
    Socket open() throws IOException;
  }

  private static Socket opened(Opening opening) {
    try {
      Socket open = opening.open();
      open.setSoTimeout((int) ANSWER.toMillis());
      return open;
    } catch (IOException e) {
      throw new JedisConnectionException(e.getMessage(), e);
    }
  }

  private static Socket connected(Endpoint at) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(new InetSocketAddress(at.host(), at.port()), (int) CONNECTION.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket encrypted(Socket plain, Endpoint at, SSLSocketFactory tls)
      throws IOException {
    try {
      plain.setSoTimeout((int) ANSWER.toMillis());
      if (tls.createSocket(plain, at.host(), at.port(), true) instanceof SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        // The certificate must be that of the host that was named.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
      }
      throw new IOException("the JDK made a socket without TLS");
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static SSLSocketFactory tls(RedisPlace.Certificates certificates) throws StorageUnusable {
    SslContextBuilder tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    try {
      certificates.ca().ifPresent(file -> tls.trustManager(file.toFile()));
      certificates
          .own()
          .ifPresent(
              file -> tls.keyManager(file.toFile(), certificates.key().orElseThrow().toFile()));
      if (tls.build() instanceof JdkSslContext made) {
        return made.context().getSocketFactory();
      }
      throw new IllegalArgumentException("the JDK's TLS is missing");
    } catch (SSLException | IllegalArgumentException e) {
      throw new StorageUnusable(
          "a certificate or key for Redis is of no use (%s). Name PEM files that this user can read."
              .formatted(e.getMessage()),
          Retry.NO);
    }
  }
}
