package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `nodectl config`
final class ConfigCommand implements Task {
  private static final String SHOW = "show";

  private final PositionalParamSpec action =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel(SHOW)
          .type(String.class)
          .completionCandidates(List.of(SHOW))
          .description("Print each setting and who says so.")
          .build();

  private final StartOptions options = new StartOptions();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Shows what 'nodectl start' with the same options would take, and who says so: a flag, the",
        "environment (NODECTL_START_PORT for --port), the configuration file, or a default. The file",
        "is TOML; its keys are the flags without dashes. Those at the top are for every node, those",
        "of [role.head] and [role.worker] for such nodes, those of [node.NAME] for that node.");
    Manual.examples(
        spec,
        "nodectl config show --head",
        "nodectl config show --name w1 --config /etc/nodectl.toml",
        "nodectl config show --head --format json | jq '.[] | select(.origin == \"file\")'");
    spec.addPositional(action);
    options.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException {
    String wanted = action.getValue();
    if (!wanted.equals(SHOW)) {
      throw new InvalidInput("unknown action '%s': it is show".formatted(wanted));
    }
    Map<String, Setting> settled = options.settle(outside);
    if (output.isJson()) {
      OutputOptions.printJson(asJson(settled), outside.out());
    } else {
      asTable(settled).lines().forEach(outside.out()::println);
    }
    return ExitCode.DONE.number();
  }

  private static Table asTable(Map<String, Setting> settled) {
    Table table = new Table("KEY", "VALUE", "FROM");
    settled.forEach(
        (key, setting) ->
            table.row(
                key, setting.text(), (setting.source().word() + " " + setting.where()).strip()));
    return table;
  }

  private static ArrayNode asJson(Map<String, Setting> settled) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    settled.forEach(
        (key, setting) ->
            array
                .addObject()
                .put("key", key)
                .put("value", setting.text().isEmpty() ? null : setting.text())
                .put("origin", setting.source().word())
                .put("where", setting.where().isEmpty() ? null : setting.where()));
    return array;
  }
}
