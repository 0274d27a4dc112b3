package io.ispmonitor.app.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for.
 *
 * @param offset how many items come before it
 * @param limit how many it has at most; 1 to 1,000
 */
public record Page(int offset, int limit) {
  static final int USUAL = 100;
  static final int MOST = 1_000;

  /** That part of a list, with how many there are in all. */
  public <T> ObjectNode of(List<T> all, Function<? super T, JsonNode> each) {
    int from = Math.min(offset, all.size());
    int to = Math.min(all.size(), from + limit);
    ObjectNode page = Json.object().put("total", all.size()).put("offset", offset);
    page.set("items", Json.array(all.subList(from, to), each));
    return page;
  }
}
