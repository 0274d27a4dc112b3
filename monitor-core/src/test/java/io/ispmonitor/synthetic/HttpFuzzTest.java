package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random and damaged answers, whole and in pieces. */
class HttpFuzzTest extends FuzzTest {
  private static final int MOST = 100;
  private static final String[] PIECES = {
    "HTTP/1.1 ",
    "200",
    " OK",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "Content-Length: ",
    "3",
    "0",
    "99999999",
    "Transfer-Encoding: chunked\r\n",
    "abc",
    "3\r\nabc\r\n",
    "0\r\n\r\n",
    ":",
    ";",
    "\0",
    "ffffffff"
  };

  /** However an answer is cut, it ends the same. */
  @Override
  boolean isSound(Random random) {
    String answer = answer(random);
    String atOnce = read(answer, Integer.MAX_VALUE);
    assertEquals(atOnce, read(answer, 1 + random.nextInt(5)), answer);
    return atOnce.startsWith("body");
  }

  private static String answer(Random random) {
    StringBuilder answer = new StringBuilder();
    if (random.nextInt(8) > 0) {
      answer.append("HTTP/1.1 200 OK\r\n");
      if (random.nextBoolean()) {
        answer.append(random.nextBoolean() ? "Content-Length: 3\r\n" : PIECES[10]);
      }
      answer.append("\r\n");
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      answer.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return answer.toString();
  }

  /** What becomes of it, in a word, when it comes in pieces of this size. */
  private static String read(String answer, int piece) {
    byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
    HttpHead.Reader heads = new HttpHead.Reader();
    HttpBody body = null;
    try {
      for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
        ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
        body = body == null ? begin(heads, part) : body;
        if (body != null) {
          body.read(part);
        }
      }
      if (body == null) {
        return "no head";
      }
      body.close();
      return "body '" + body.text() + "'";
    } catch (UnfitAnswerException e) {
      return e.reason();
    }
  }

  private static @Nullable HttpBody begin(HttpHead.Reader heads, ByteBuffer part)
      throws UnfitAnswerException {
    HttpHead head = heads.read(part);
    return head == null ? null : HttpBody.of(head, MOST, true);
  }
}
