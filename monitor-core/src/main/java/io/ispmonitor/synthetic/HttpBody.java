package io.ispmonitor.synthetic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body to its end, of which the head says how it is told. Keeps it only where it is wanted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6">RFC 9112, 6 and 7</a>
 */
final class HttpBody {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final long UNTIL_CLOSED = -1;

  private final int most;
  private final @Nullable ByteArrayOutputStream kept;
  private final @Nullable Chunks chunks;
  private final long length;
  private long read;
  private boolean closed;

  private HttpBody(int most, boolean keep, @Nullable Chunks chunks, long length) {
    this.most = most;
    this.kept = keep ? new ByteArrayOutputStream() : null;
    this.chunks = chunks;
    this.length = length;
  }

  /** The body that belongs to a head. */
  static HttpBody of(HttpHead head, int most, boolean keep) throws UnfitAnswerException {
    if (head.status() == 204 || head.status() == 304) {
      return new HttpBody(most, keep, null, 0);
    }
    if (keep) {
      checkEncoding(head);
    }
    List<String> codings = head.all("transfer-encoding");
    if (!codings.isEmpty()) {
      if (codings.size() > 1 || !codings.get(0).toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new UnfitAnswerException(
            "the body is transferred as %s; only chunked is understood"
                .formatted(Words.of(codings.toString())));
      }
      return new HttpBody(most, keep, new Chunks(), UNTIL_CLOSED);
    }
    return new HttpBody(most, keep, null, length(head, most));
  }

  private static void checkEncoding(HttpHead head) throws UnfitAnswerException {
    for (String encoding : head.all("content-encoding")) {
      if (!encoding.equalsIgnoreCase("identity")) {
        throw new UnfitAnswerException(
            "the body is encoded as '%s', which was not asked for".formatted(Words.of(encoding)));
      }
    }
  }

  private static long length(HttpHead head, int most) throws UnfitAnswerException {
    List<String> lengths = head.all("content-length");
    if (lengths.isEmpty()) {
      return UNTIL_CLOSED;
    }
    String value = lengths.get(0);
    if (!LENGTH.matcher(value).matches() || new HashSet<>(lengths).size() > 1) {
      throw new UnfitAnswerException(
          "the length of the body is given as %s".formatted(Words.of(lengths.toString())));
    }
    long length = Long.parseLong(value);
    if (length > most) {
      throw tooLong(most);
    }
    return length;
  }

  private static UnfitAnswerException tooLong(int most) {
    return new UnfitAnswerException(
        "the body is longer than %d bytes; raise mostBodyBytes if it should be".formatted(most));
  }

  /** Takes all the bytes there are; what comes after the end is dropped. */
  void read(ByteBuffer bytes) throws UnfitAnswerException {
    while (bytes.hasRemaining() && !isWhole()) {
      long open = chunks != null ? chunks.open(bytes) : openLength();
      int count = (int) Math.min(open, bytes.remaining());
      read += count;
      if (read > most) {
        throw tooLong(most);
      }
      keep(bytes, count);
      if (chunks != null) {
        chunks.took(count);
      }
    }
    bytes.position(bytes.limit());
  }

  private long openLength() {
    return length == UNTIL_CLOSED ? Long.MAX_VALUE : length - read;
  }

  private void keep(ByteBuffer bytes, int count) {
    if (kept == null) {
      bytes.position(bytes.position() + count);
    } else {
      byte[] copy = new byte[count];
      bytes.get(copy);
      kept.writeBytes(copy);
    }
  }

  /** The connection was closed, which is an end only where no other is told. */
  void close() throws UnfitAnswerException {
    if (!isWhole() && (chunks != null || length != UNTIL_CLOSED)) {
      throw new UnfitAnswerException(
          "the connection was closed in the middle of the body, after %d bytes".formatted(read));
    }
    closed = true;
  }

  boolean isWhole() {
    return closed || (chunks != null ? chunks.isOver() : length == read);
  }

  long bytesRead() {
    return read;
  }

  /** The text, where it is kept. */
  String text() {
    return kept == null ? "" : kept.toString(StandardCharsets.UTF_8);
  }
}
