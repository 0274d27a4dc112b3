package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.internal.sample.Watermark.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class WatermarkTest {

  @RepeatedTest(20)
  @DisplayName("rises, never runs ahead of either spool, and reaches the end when both have")
  void neverAhead(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Watermark watermark = new Watermark(new Mark(0, 0, 0));
    List<Mark> marks = new ArrayList<>(List.of(new Mark(0, 0, 0)));
    long polls = 0;
    long pings = 0;
    long reached = 0;
    for (int i = 0; i < 2_000; i++) {
      Mark last = marks.get(marks.size() - 1);
      boolean isPoll = random.nextBoolean();
      Mark next =
          new Mark(
              last.position() + 1,
              last.polls() + (isPoll ? 1 : 0),
              last.pings() + (isPoll ? 0 : 1));
      marks.add(next);
      watermark.mark(next);
      polls = Math.min(next.polls(), polls + random.nextInt(3));
      pings = Math.min(next.pings(), pings + random.nextInt(2));
      long now = watermark.advance(polls, pings);
      assertTrue(now >= reached, "it ran back");
      assertTrue(marks.get((int) now).isReached(polls, pings), "it ran ahead");
      reached = now;
    }
    Mark end = marks.get(marks.size() - 1);
    assertEquals(end.position(), watermark.advance(end.polls(), end.pings()));
  }
}
