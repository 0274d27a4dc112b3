package io.ispmonitor.synthetic;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The segments {@code .} and {@code ..} of a path.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4">RFC 3986, 5.2.4</a>
 */
final class DotSegments {
  private DotSegments() {}

  /** The path without them. It begins with a slash, and nothing leads above its root. */
  static String removed(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String last = "";
    for (String segment : path.substring(1).split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    boolean isDirectory = last.equals(".") || last.equals("..");
    return isDirectory && !kept.isEmpty() ? joined + "/" : joined;
  }
}
