package io.ispmonitor.synthetic;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines between the chunks of a body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, 7.1</a>
 */
final class Chunks {
  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(;.*)?");
  private static final int HEX = 16;
  private static final int MOST_LINE = 1_024;
  private static final int MOST_TRAILERS = 100;

  private final StringBuilder line = new StringBuilder();
  private Expected expected = Expected.SIZE;
  private long open;
  private int trailers;

  /** Reads lines until there is data; returns how much of it belongs to this chunk. */
  long open(ByteBuffer bytes) throws UnfitAnswerException {
    while (open == 0 && bytes.hasRemaining() && expected != Expected.NOTHING) {
      char c = (char) Byte.toUnsignedInt(bytes.get());
      if (c == '\n') {
        String text = line.toString().stripTrailing();
        line.setLength(0);
        endOfLine(text);
      } else if (line.length() < MOST_LINE) {
        line.append(c);
      } else {
        throw new UnfitAnswerException("the body has an endless line between its chunks");
      }
    }
    return open;
  }

  private void endOfLine(String text) throws UnfitAnswerException {
    switch (expected) {
      case SIZE -> size(text);
      case END_OF_CHUNK -> endOfChunk(text);
      case TRAILER -> trailer(text);
      case NOTHING -> {}
    }
  }

  private void size(String text) throws UnfitAnswerException {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new UnfitAnswerException("the body has a chunk of the size '" + Words.of(text) + "'");
    }
    open = Long.parseLong(matcher.group(1), HEX);
    expected = open == 0 ? Expected.TRAILER : Expected.END_OF_CHUNK;
  }

  private void endOfChunk(String text) throws UnfitAnswerException {
    if (!text.isEmpty()) {
      throw new UnfitAnswerException("the body has a chunk that does not end where it should");
    }
    expected = Expected.SIZE;
  }

  private void trailer(String text) throws UnfitAnswerException {
    if (text.isEmpty()) {
      expected = Expected.NOTHING;
    } else if (++trailers > MOST_TRAILERS) {
      throw new UnfitAnswerException("the body has endless trailers");
    }
  }

  /** So much of the data was read. */
  void took(int count) {
    open -= count;
  }

  boolean isOver() {
    return expected == Expected.NOTHING;
  }

  private enum Expected {
    SIZE,
    END_OF_CHUNK,
    TRAILER,
    NOTHING
  }
}
