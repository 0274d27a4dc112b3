package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random and damaged messages: each is an answer or a sentence. */
class DnsReaderFuzzTest extends FuzzTest {
  private static final DnsQuestion QUESTION = new DnsQuestion("www.example.net", DnsType.A);

  @Override
  boolean isSound(Random random) {
    try {
      DnsReader.answer(ByteBuffer.wrap(message(random)), QUESTION)
          .rdata(QUESTION.name(), DnsType.A);
      return true;
    } catch (UnfitAnswerException e) {
      assertTrue(e.reason().length() < 400, e.reason());
      return false;
    }
  }

  /** A sound beginning, records of random types and lengths, and then some damage. */
  private static byte[] message(Random random) {
    ByteBuffer message = ByteBuffer.allocate(2_048);
    message.put(QUESTION.message(1));
    message.putShort(2, (short) (0x8180 | random.nextInt(6)));
    int records = random.nextInt(4);
    message.putShort(6, (short) (records + (random.nextInt(10) == 0 ? 1 : 0)));
    for (int i = 0; i < records; i++) {
      record(message, random);
    }
    for (int damage = random.nextInt(4); damage > 0; damage--) {
      message.put(random.nextInt(message.position()), (byte) random.nextInt());
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(message.position()) : message.position();
    byte[] bytes = new byte[length];
    message.get(0, bytes);
    return bytes;
  }

  private static void record(ByteBuffer message, Random random) {
    int[] types = {1, 2, 5, 6, 12, 15, 16, 28, 33, 99};
    int type = types[random.nextInt(types.length)];
    byte[] data = new byte[type == 1 ? 4 : type == 28 ? 16 : random.nextInt(40)];
    random.nextBytes(data);
    if (data.length > 1 && random.nextBoolean()) {
      data[data.length - 2] = (byte) 0xc0;
      data[data.length - 1] = (byte) random.nextInt(64);
    }
    message.putShort((short) 0xc00c).putShort((short) type).putShort((short) 1).putInt(60);
    message.putShort((short) data.length).put(data);
  }

  @Test
  @DisplayName("pointers in a circle, forwards and to themselves are refused")
  void circles() {
    for (int target : List.of(33, 34, 35, 0, 5, 0x3fff)) {
      UnfitAnswerException e =
          assertThrows(UnfitAnswerException.class, () -> pointingTo(target), "to " + target);
      assertTrue(e.reason().contains("does not lead back"), e.reason());
    }
  }

  private static DnsAnswer pointingTo(int target) throws UnfitAnswerException {
    ByteBuffer message = ByteBuffer.allocate(512);
    message.put(QUESTION.message(1)).putShort(2, (short) 0x8180).putShort(6, (short) 1);
    message.putShort((short) (0xc000 | target));
    return DnsReader.answer(message.flip(), QUESTION);
  }

  @Test
  @DisplayName("the longest message of the most pointers takes a bounded time")
  void worst() {
    ByteBuffer message = ByteBuffer.allocate(65_535);
    message.put(QUESTION.message(1)).putShort(2, (short) 0x8180);
    int count = 0;
    int name = 12;
    while (message.remaining() >= 12) { // each name points to the one before
      int here = message.position();
      message.putShort((short) (0xc000 | name)).putShort((short) 99).putShort((short) 1);
      message.putInt(60).putShort((short) 0);
      name = here < 0x3fff ? here : name;
      count++;
    }
    message.putShort(6, (short) count);
    message.flip();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThrows(UnfitAnswerException.class, () -> DnsReader.answer(message, QUESTION)));
  }

  @Test
  @DisplayName("a name of 255 bytes is read, one of 256 is not")
  void longNames() throws UnfitAnswerException {
    assertEquals(1, owner(63, 63, 63, 61).records().size());
    UnfitAnswerException e = assertThrows(UnfitAnswerException.class, () -> owner(63, 63, 63, 62));
    assertTrue(e.reason().contains("a name that is too long"), e.reason());
  }

  private static DnsAnswer owner(int... labels) throws UnfitAnswerException {
    ByteBuffer message = ByteBuffer.allocate(1_024);
    message.put(QUESTION.message(1)).putShort(2, (short) 0x8180).putShort(6, (short) 1);
    for (int length : labels) {
      message.put((byte) length).put(new byte[length]);
    }
    message.put((byte) 0).putShort((short) 99).putShort((short) 1).putInt(0).putShort((short) 0);
    return DnsReader.answer(message.flip(), QUESTION);
  }
}
