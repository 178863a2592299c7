package io.nodectl.clientproxy;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.handshake.Retry;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The program `client-proxy`.
public final class ClientProxyMain {

  private ClientProxyMain() {}

  public static void main(String[] args) {
    Program.main("client-proxy", ClientProxyMain::run, args);
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0 after an orderly stop, 2 for a wrong command line, 5 if it cannot
  ///     listen, 7 if a fixed port is taken
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    var flags = new ProxyFlags();
    CommandLine line = commandLine(flags);
    try {
      line.parseArgs(args.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(line.getParseResult())) {
        return ExitCode.DONE.number();
      }
      return new ClientProxy(parent, flags, Surroundings.ofThisProcess()).run().number();
    } catch (ParameterException e) {
      return failed(parent, ExitCode.USAGE, e.getMessage() + ". See client-proxy --help.");
    } catch (CannotStart e) {
      return failed(parent, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static int failed(Parent parent, ExitCode code, String message) {
    System.err.println("client-proxy: " + message);
    parent.fail(code, message, Retry.NO);
    return code.number();
  }

  private static CommandLine commandLine(ProxyFlags flags) {
    return new CommandLine(flags)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .registerConverter(Endpoint.class, explaining(Endpoint::parse))
        .registerConverter(AgentPeer.class, explaining(AgentPeer::parse));
  }

  /// Shows the user what our parsers say, and not that a parser threw.
  private static <T> ITypeConverter<T> explaining(Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    };
  }
}
