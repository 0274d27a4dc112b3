package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Times, values and gaps of all sorts, likely ones and hardly possible ones. */
final class AnySamples {
  private static final double[] RESOLUTIONS = {
    0, 1e-6, 1e-3, 1e-2, 0.1, 1, 1000, 0.3, 0.25, 3, 1e-300, 1e300, Double.MIN_VALUE, 5e-20
  };
  private static final double[] STRANGE = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0x1p53,
    0x1p53 + 2,
    0x1p62,
    0x1p63,
    -0x1p63,
    0x1p64,
    1.0 / 3,
    Math.PI
  };
  private static final long[] STRANGE_TIMES = {
    Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE
  };
  private static final Gap[] GAPS = Gap.values();

  private final SplittableRandom random;

  AnySamples(SplittableRandom random) {
    this.random = random;
  }

  int count(int most) {
    return 1 + random.nextInt(1 + random.nextInt(most));
  }

  double resolution() {
    return RESOLUTIONS[random.nextInt(RESOLUTIONS.length)];
  }

  Layout layout() {
    List<Layout.Column> columns = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      columns.add(new Layout.Column(Metric.gauge("any", Unit.COUNT, resolution()), "part-" + i));
    }
    return Layout.of(columns);
  }

  long[] times(int count) {
    long[] times = new long[count];
    int kind = random.nextInt(6);
    long start = random.nextInt(4) == 0 ? random.nextLong() : 1_800_000_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      times[i] =
          switch (kind) {
            case 0 -> start + i * 30_000_000_000L;
            case 1 -> start + i * 30_000_000_000L + random.nextInt(6) * 1_000_000L;
            case 2 -> start + i * 60_000_000_000L + random.nextInt(6_000_000);
            case 3 -> start - i * random.nextLong(1_000_000_000_000L);
            case 4 -> start + random.nextInt(3);
            default -> anyTime();
          };
    }
    return times;
  }

  double[] values(int count) {
    double[] values = new double[count];
    int kind = random.nextInt(9);
    double level = Math.pow(10, random.nextInt(-9, 18)) * random.nextDouble();
    double step = level * random.nextDouble();
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (kind) {
            case 0 -> level;
            case 1 -> level + step * random.nextDouble();
            case 2 -> -level + step * i;
            case 3 -> Math.rint(1e9 * level + i * 1000.0 * random.nextInt(100));
            case 4 -> random.nextInt(10) == 0 ? level : 0;
            case 5 -> random.nextInt(4) * level;
            case 6 -> random.nextInt(1000) / 100.0;
            case 7 -> random.nextInt(20) == 0 ? strange() : level + random.nextInt(10);
            default -> strange();
          };
    }
    return values;
  }

  Gap[] gaps(int count) {
    Gap[] gaps = new Gap[count];
    int kind = random.nextInt(4);
    Gap now = Gap.NONE;
    for (int i = 0; i < count; i++) {
      now = kind > 0 && random.nextInt(kind * 4) == 0 ? GAPS[random.nextInt(GAPS.length)] : now;
      gaps[i] = now;
    }
    return gaps;
  }

  long anyTime() {
    return random.nextInt(4) == 0
        ? STRANGE_TIMES[random.nextInt(STRANGE_TIMES.length)]
        : random.nextLong();
  }

  private double strange() {
    if (random.nextInt(3) > 0) {
      return STRANGE[random.nextInt(STRANGE.length)];
    }
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) ? any : 0.1;
  }
}
