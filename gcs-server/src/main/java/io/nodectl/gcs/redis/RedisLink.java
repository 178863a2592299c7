package io.nodectl.gcs.redis;

import io.nodectl.gcs.storage.StorageFailed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/// The connection to a Redis server. What it is asked may be asked again over a new connection, so
/// it must be something that may be done twice. For one thread.
final class RedisLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  private final RedisDialing dialing;
  private final RedisProblems problems;
  private Patience patience = Patience.none();
  private Runnable greeting = () -> {};
  private @Nullable Connection connection;
  private @Nullable StorageFailed end;

  RedisLink(RedisDialing dialing, RedisProblems problems) {
    this.dialing = dialing;
    this.problems = problems;
  }

  /// From now on connections that break are made anew.
  ///
  /// @param asked over each new connection before anything else
  void persist(Patience how, Runnable asked) {
    patience = how;
    greeting = asked;
  }

  /// @throws StorageFailed if the server cannot be reached, or refuses
  @Nullable Object ask(CommandArguments command) {
    StorageFailed given = end;
    if (given != null) {
      throw given;
    }
    long since = patience.now();
    while (true) {
      try {
        return connected().executeCommand(command);
      } catch (JedisNoScriptException e) {
        throw e;
      } catch (JedisConnectionException e) {
        drop();
        tryAgainOrGiveUp(since, problems.unreachable(e), e);
      } catch (JedisDataException e) {
        if (!RedisProblems.passesSoon(e)) {
          throw problems.refused(e);
        }
        drop();
        tryAgainOrGiveUp(since, problems.refused(e), e);
      }
    }
  }

  /// Runs a script; the server knows it by its digest after the first time.
  ///
  /// @return the script's answer: numbers and texts
  List<?> run(RedisScript script, List<byte[]> keys, List<byte[]> arguments) {
    Object answer;
    try {
      answer = ask(command(Command.EVALSHA, script.digest(), keys, arguments));
    } catch (JedisNoScriptException _) {
      answer = ask(command(Command.EVAL, script.text(), keys, arguments));
    }
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("a script answered " + answer);
  }

  /// A script's answer as a text.
  static String text(Object part) {
    return part instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(part);
  }

  @Override
  public void close() {
    patience = Patience.none();
    drop();
  }

  private void tryAgainOrGiveUp(long since, StorageFailed why, Exception cause) {
    LOG.warn("Redis: {}", String.valueOf(cause.getMessage()));
    if (!patience.again(since)) {
      end = why;
      throw why;
    }
  }

  private Connection connected() {
    Connection open = connection;
    if (open != null) {
      return open;
    }
    Connection made = dialing.dial();
    connection = made;
    greeting.run();
    return made;
  }

  private void drop() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.debug("a connection that is given up cannot be closed", e);
      }
    }
  }

  private static CommandArguments command(
      Command command, String script, List<byte[]> keys, List<byte[]> arguments) {
    CommandArguments all = new CommandArguments(command).add(script).add(keys.size());
    keys.forEach(all::add);
    arguments.forEach(all::add);
    return all;
  }
}
