package io.nodectl.process;

import io.nodectl.handshake.Retry;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.List;

/// Why a child is not ready and will not be.
public sealed interface Verdict {
  /// For a person: what happened, why, and what to do. It reads on after the child's name and a
  /// colon.
  String message();

  /// It said so itself.
  ///
  /// @param code word for programs, such as `port-taken`
  /// @param message sentence for people
  /// @param retry whether starting it again can help
  record OwnWords(String code, String message, Retry retry) implements Verdict {}

  /// It ended before it was ready.
  ///
  /// @param lastLines the end of its output
  /// @param afterBound whether it had reported its ports
  /// @param holders processes that hold the report pipe still, each with pid and name
  record Died(ExitStatus status, List<String> lastLines, boolean afterBound, List<String> holders)
      implements Verdict {
    public Died {
      lastLines = List.copyOf(lastLines);
      holders = List.copyOf(holders);
    }

    @Override
    public String message() {
      StringBuilder text = new StringBuilder("ended with ").append(status.describe());
      text.append(
          afterBound
              ? " after it had reported its ports and before it was ready."
              : " before it reported a port.");
      if (!holders.isEmpty()) {
        text.append(" The report pipe is still open in ").append(String.join(", ", holders));
        text.append(": a program that goes into the background must not be started this way.");
      }
      return text.append(Wording.outputEnds(lastLines)).toString();
    }
  }

  /// It lives, but nothing more can come from it.
  ///
  /// @param afterBound whether it had reported its ports
  record ClosedWithoutReporting(boolean afterBound) implements Verdict {
    @Override
    public String message() {
      return (afterBound
              ? "closed the report pipe after its ports and before it was ready"
              : "closed the report pipe without reporting a port")
          + ". It runs, but nobody can tell whether it serves; it is stopped. If it closes the"
          + " descriptors that it inherits, give it a port file or a probe instead.";
    }
  }

  /// The tool that was put before it keeps it from reporting.
  ///
  /// @param tool the process of the tool, as `pid 812 (name)`
  record CutOff(String tool) implements Verdict {
    @Override
    public String message() {
      return "cannot report: "
          + tool
          + ", which was put before it, closed descriptor 3 for what it runs. It is stopped."
          + " Take a tool that passes descriptors 0 and 3 and the environment on as they are.";
    }
  }

  /// What it wrote is no report.
  ///
  /// @param why what is wrong with it
  /// @param firstBytes the beginning of it in quotes, what is not printable as `\xHH`
  record Malformed(String why, String firstBytes) implements Verdict {
    @Override
    public String message() {
      return "sent a report that is not one: "
          + what()
          + ". It is stopped. Only NODECTL/1 records, or one decimal port, may be written there.";
    }

    /// What is wrong, and with what; nothing of what follows from it.
    String what() {
      return why + " (it begins with " + firstBytes + ")";
    }
  }

  /// It speaks a later version of the protocol.
  ///
  /// @param theirs its major version
  record OtherVersion(int theirs) implements Verdict {
    @Override
    public String message() {
      return "speaks NODECTL/"
          + theirs
          + ", this parent speaks NODECTL/1. Take both from the same release.";
    }
  }

  /// Its time is over.
  ///
  /// @param after how long it was waited for
  /// @param missing what did not come, such as `its ports`
  /// @param lastStatus the text of its last STATUS, empty if there was none
  record TooLate(Duration after, String missing, String lastStatus, List<String> lastLines)
      implements Verdict {
    public TooLate {
      lastLines = List.copyOf(lastLines);
    }

    @Override
    public String message() {
      return "did not report "
          + missing
          + " within "
          + Wording.seconds(after)
          + ". "
          + reason()
          + " A longer limit helps if it is slow."
          + Wording.outputEnds(lastLines);
    }

    /// Why it may be late, in its own words if there are any; one or two whole sentences.
    public String reason() {
      if (lastStatus.isEmpty()) {
        return "It may be slow or may hang; it is stopped.";
      }
      return "It is stopped. The last it said: "
          + lastStatus
          + (lastStatus.endsWith(".") ? "" : ".");
    }
  }

  /// It reported a port that it does not have for itself.
  ///
  /// @param port the number
  /// @param actual who listens there, as far as it is visible
  record NotOwner(int port, String actual) implements Verdict {
    @Override
    public String message() {
      return "reported port " + port + ", but " + actual + ". Its report is not believed.";
    }
  }

  /// Somebody else listens on a number that was held for it: whoever names that very number can,
  /// as long as the child does not listen yet.
  ///
  /// @param at `HOST:PORT`
  /// @param thief who listens there, as far as it is visible
  record NumberTaken(String at, String thief) implements Verdict {
    @Override
    public String message() {
      return "cannot listen on "
          + at
          + ", which was held for it: "
          + thief
          + " took it before this program had bound it. It is stopped.";
    }
  }

  /// There is no process.
  ///
  /// @param why what the system said
  /// @param errno the number of errno(3) with which the program was refused; 0 if it did not come
  ///     to that
  record CannotStart(String why, int errno) implements Verdict {
    @Override
    public String message() {
      return "cannot be started: " + why;
    }
  }
}
