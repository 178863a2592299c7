package io.nodectl.testchild;

import java.util.List;

/// The main: performs its arguments, one word after the other, and exits with 0 after the last.
///
/// Listening:
///
/// - `host HOST`: the address for the words `bind` that follow; 127.0.0.1 at first
/// - `bind NAME[=PORT],...`: listens under each name until the end, on port 0 or on PORT; if that
///   is taken, it says FAIL `port-taken` and exits with 7
/// - `unbind NAME`: stops to listen there, and still reports it
/// - `absent NAME,...`: reports these as deliberately absent
/// - `serve-http`: from now on answers any HTTP request on all its ports with 200
///
/// Reporting well:
///
/// - `report`, `ready`: BOUND with all ports; READY
/// - `bare`, `nul`: the first port as a bare decimal, ended by LF or NUL
/// - `fail CODE TEXT`, `fail-for-good CODE TEXT`: FAIL with `retry=yes` or `no`
/// - `status TEXT`, `extend MS`: STATUS, EXTEND
///
/// Reporting badly:
///
/// - `report-twice`: BOUND, and once more
/// - `report-foreign PORT`: BOUND with a port `main` that it may not hold
/// - `report-version N`: BOUND of version N of the protocol
/// - `half`: BOUND without the empty line
/// - `garbage`: a line that is no record
/// - `raw TEXT`: TEXT in one write, with `\n`, `\r`, `\0`, `\\` and `\xHH` replaced
/// - `flood-report BYTES`: so many letters without an end
/// - `bytewise`: from now on all reports byte by byte, a millisecond apart
/// - `close-pipe`: closes the report pipe, as far as this process holds it
///
/// Waiting and obeying:
///
/// - `wait`: until STOP or the end of standard input
/// - `wait-wire PEER`, `wait-config`: until that order came
/// - `wait-file PATH`: until the file exists
/// - `echo-wires FILE`: from now on appends each order as a line, and `END` at the end
/// - `deaf`: never reads standard input; `wait` lasts for ever
/// - `ignore-stop`, `ignore-end`: `wait` does not see STOP, or the end of standard input
/// - `ignore-term`: survives SIGTERM, SIGINT and SIGHUP
/// - `sleep MS`, `hang`: does nothing, for a while or for ever
/// - `spin MS`: keeps a processor busy
///
/// Ending:
///
/// - `exit CODE`: at once
/// - `exit-first FILE CODE`: if FILE does not exist yet, which it creates; only the first start
///   fails
/// - `throw TEXT`: of an exception
/// - `kill-self SIGNAL`: `TERM`, `KILL`, `SEGV`, `STOP`, ...
///
/// Grandchildren; what holds the report pipe as well is made as {@link TestChildCommand} says:
///
/// - `fork SECONDS`: one that sleeps and holds stdout and stderr
/// - `fork-stubborn SECONDS`: one that also ignores SIGTERM
/// - `daemonize SECONDS`: an orphan in a session of its own that holds nothing
///
/// Output and files:
///
/// - `print TEXT`, `print-error TEXT`: a line to stdout or stderr
/// - `print-part TEXT`: to stdout, without a line end
/// - `flood-output MIB`: so many MiB of lines to stdout
/// - `write-portfile PATH NAME`: the number of that port; the file appears whole
/// - `write-file PATH TEXT`: TEXT as in `raw`
/// - `pid FILE`: appends the process number as a line
/// - `dump-fds FILE`, `dump-env FILE`, `dump-args FILE`: lines `N -> TARGET`, `KEY=VALUE`, or one
///   argument each; the file appears whole
///
/// A word `--...` does nothing: a plan may put addresses into the argument vector. At a word that
/// it does not know, it exits with 2.
public final class TestChild {
  private TestChild() {}

  /// Performs the words and ends the process.
  ///
  /// @param args the words
  public static void main(String[] args) throws Exception {
    Args words = new Args(List.of(args));
    List<Words> vocabulary = vocabulary();
    while (words.hasNext()) {
      String word = words.next();
      if (!word.startsWith("--") && !perform(vocabulary, word, words)) {
        System.err.println("test-child: unknown word " + word);
        Runtime.getRuntime().halt(2);
      }
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  static List<Words> vocabulary() {
    Listeners listeners = new Listeners();
    ReportPipe pipe = ReportPipe.inherited();
    return List.of(
        new PortWords(listeners, pipe),
        new ReportWords(listeners, pipe),
        new OrderWords(new StandardInput()),
        new LifeWords(),
        new ProcessWords(),
        new OutputWords(),
        new FileWords(listeners));
  }

  private static boolean perform(List<Words> vocabulary, String word, Args args) throws Exception {
    for (Words words : vocabulary) {
      if (words.perform(word, args)) {
        return true;
      }
    }
    return false;
  }
}
