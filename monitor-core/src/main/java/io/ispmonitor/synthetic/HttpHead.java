package io.ispmonitor.synthetic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of an answer.
 *
 * @param status 100 to 999
 * @param headers values by name in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-4">RFC 9112, 4 and 5</a>
 */
record HttpHead(int status, Map<String, List<String>> headers) {

  /** All values of a header. */
  List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first value of a header; null when there is none. */
  @Nullable String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** Gathers a head from bytes as they come. All heads of an answer together are bounded. */
  static final class Reader {
    static final int MOST_BYTES = 32 * 1_024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

    private final StringBuilder line = new StringBuilder();
    private final Map<String, List<String>> headers = new TreeMap<>();
    private int status;
    private int bytes;

    /** Takes bytes until the head is whole; null when more are needed. */
    @Nullable HttpHead read(ByteBuffer from) throws UnfitAnswerException {
      while (from.hasRemaining()) {
        char c = (char) Byte.toUnsignedInt(from.get());
        if (++bytes > MOST_BYTES) {
          throw new UnfitAnswerException(
              "the headers are longer than %d bytes".formatted(MOST_BYTES));
        }
        if (c != '\n') {
          line.append(c);
        } else if (endOfLine()) {
          return take();
        }
      }
      return null;
    }

    private boolean endOfLine() throws UnfitAnswerException {
      int length = line.length();
      String text =
          length > 0 && line.charAt(length - 1) == '\r'
              ? line.substring(0, length - 1)
              : line.toString();
      line.setLength(0);
      if (status == 0) {
        status = statusOf(text);
        return false;
      }
      if (text.isEmpty()) {
        return true;
      }
      header(text);
      return false;
    }

    private static int statusOf(String text) throws UnfitAnswerException {
      Matcher matcher = STATUS.matcher(text);
      if (!matcher.matches()) {
        throw new UnfitAnswerException("the answer is not HTTP: '" + Words.of(text) + "'");
      }
      return Integer.parseInt(matcher.group(1));
    }

    /** By hand, since patterns take long on a hostile line of many spaces. */
    private void header(String text) throws UnfitAnswerException {
      int colon = text.indexOf(':');
      if (colon <= 0 || !isToken(text.substring(0, colon))) {
        throw new UnfitAnswerException("the answer has a broken header: '" + Words.of(text) + "'");
      }
      headers
          .computeIfAbsent(
              text.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(text.substring(colon + 1).strip());
    }

    private static boolean isToken(String name) {
      return name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private HttpHead take() {
      HttpHead head = new HttpHead(status, Map.copyOf(headers));
      headers.clear();
      status = 0;
      return head;
    }
  }
}
