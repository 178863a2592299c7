package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSummariesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Stops a node: asks its components to end. Then more. | Stops a node.",
        "Starts a node and returns when it serves. It may take long. | Starts a node and returns when it serves.",
        "Shows all | Shows all.",
        "Shows what the nodes of a cluster have, how much of it is used, and what waits for more of it. | Shows what the nodes of a cluster have, how much of it is used.",
      })
  void a_summary_is_the_first_clause_of_a_description(String description, String summary) {
    assertEquals(summary, CommandSummaries.summary(description));
  }

  @Test
  void each_command_is_told_of_in_one_line() {
    String help = Commands.all().getUsageMessage();
    String list = help.substring(help.indexOf("Commands:"));
    for (String line : list.strip().lines().skip(1).toList()) {
      assertTrue(line.length() <= 100 && line.endsWith("."), line);
    }
  }
}
