package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Slack's blocks and keeps its limits. */
final class SlackBlocks {
  private SlackBlocks() {}

  /** What people see: the blocks in their order, a line end between them. */
  static String shown(Map<String, Object> fields) {
    String fallback = Fields.text(fields, "text");
    plain(fallback);
    List<Map<String, Object>> blocks = Json.list(fields, "blocks");
    if (blocks.isEmpty() || blocks.size() > 50 || fallback.length() > 4_000) {
      throw new Refused("invalid_blocks: " + blocks.size());
    }
    StringBuilder shown = new StringBuilder();
    for (Map<String, Object> block : blocks) {
      Fields.only(block, Set.of("type", "text"));
      shown.append(shown.isEmpty() ? "" : "\n").append(block(block));
    }
    return shown.toString();
  }

  private static String block(Map<String, Object> block) {
    Map<String, Object> text = Json.in(block, "text");
    String written = Fields.text(text, "text");
    boolean isPlain = Fields.text(text, "type").equals("plain_text");
    Fields.only(text, Set.of("type", "text", isPlain ? "emoji" : "verbatim"));
    int most = Fields.text(block, "type").equals("header") && isPlain ? 150 : 3_000;
    if (written.isBlank() || written.length() > most) {
      throw new Refused("invalid_blocks: text of " + written.length());
    }
    return isPlain ? plain(written) : plain(written.replaceFirst("^<(https?://[^<>|]+)>$", "$1"));
  }

  private static String plain(String text) {
    if (text.contains("<") || text.contains(">")) {
      throw new Refused("not escaped: " + text);
    }
    return Entities.decode(text);
  }
}
