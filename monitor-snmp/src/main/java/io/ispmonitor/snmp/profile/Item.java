package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object and what its value is good for. The value of the metric is the object's, divided by
 * that of {@link #over} if there is one, times the {@link #factor}, plus the {@link #offset}.
 * Immutable; the methods with an argument return a changed copy.
 *
 * @param metric what it measures
 * @param oid the object: with its index, {@code .0} as a rule, or a column of a table without
 * @param form how its values are to be read, whatever type the agent gives them
 * @param narrow a 32-bit counter that stands in where the agent lacks this one; null for none
 * @param over the object by which it is divided, of the same row in a table; null for none
 * @param factor by what a value is multiplied
 * @param offset what is added then
 * @param decimals a column that says how many decimals the value has; null for none. Read when the
 *     table is learnt
 * @param prefix a column that says its power of ten as {@code EntitySensorDataScale} does (RFC
 *     3433: 8 is a thousandth, 9 one, 10 a thousand); null for none. Read when the table is learnt
 * @param noValue numbers that mean there is no value
 * @param least below which the result is taken for no value
 * @param most above which the result is taken for no value
 * @param states what the numbers of a {@link Form#STATE} mean
 * @param where which rows have this value: all of the conditions must hold
 * @param firmware on which versions the object is so
 * @param ceiling the metric of the same row that a rate cannot exceed, such as {@code if.speed};
 *     null for none
 * @param every how often it is asked for at most; zero for each time
 * @param source where all this comes from
 */
public record Item(
    Metric metric,
    Oid oid,
    Form form,
    @Nullable Oid narrow,
    @Nullable Oid over,
    double factor,
    double offset,
    @Nullable Oid decimals,
    @Nullable Oid prefix,
    Set<Long> noValue,
    double least,
    double most,
    Map<Long, String> states,
    List<RowCondition> where,
    FirmwareRange firmware,
    @Nullable String ceiling,
    Duration every,
    Source source) {

  /** How the values of an object are to be read. */
  public enum Form {
    /** A level. */
    GAUGE,
    /** A total that only grows; its metric is the growth per second. */
    COUNTER,
    /** A number that stands for a state; its changes are told. */
    STATE
  }

  /** Checks what does not go together. */
  public Item {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(oid, "oid");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(firmware, "firmware");
    Objects.requireNonNull(source, "source");
    noValue = Set.copyOf(noValue);
    states = Map.copyOf(states);
    where = List.copyOf(where);
    String who = "item " + metric + " at " + oid;
    if (!Double.isFinite(factor) || factor == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "%s: the factor must be a number other than 0 and the offset a number, were %s and %s"
              .formatted(who, factor, offset));
    }
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "%s: the least value %s is above the most %s".formatted(who, least, most));
    }
    if (form != Form.COUNTER && (narrow != null || ceiling != null)) {
      throw new IllegalArgumentException(
          who + ": only a counter has a narrow stand-in or a ceiling; make it one or leave it out");
    }
    if (form == Form.COUNTER && over != null) {
      throw new IllegalArgumentException(who + ": a counter cannot be divided by another object");
    }
    if (form != Form.STATE && !states.isEmpty()) {
      throw new IllegalArgumentException(who + ": only a state has names for its numbers");
    }
    if (every.isNegative()) {
      throw new IllegalArgumentException(
          who + ": it is asked each time (zero) or more seldom, was " + every);
    }
  }

  private static Item of(Metric metric, Oid oid, Form form) {
    return new Item(
        metric,
        oid,
        form,
        null,
        null,
        1,
        0,
        null,
        null,
        Set.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Map.of(),
        List.of(),
        FirmwareRange.ANY,
        null,
        Duration.ZERO,
        Source.UNSAID);
  }

  /** A level. */
  public static Item gauge(Metric metric, Oid oid) {
    return of(metric, oid, Form.GAUGE);
  }

  /** A total, of which the metric is the growth per second. */
  public static Item counter(Metric metric, Oid oid) {
    return of(metric, oid, Form.COUNTER);
  }

  /** A state, with what its numbers mean. */
  public static Item state(Metric metric, Oid oid, Map<Long, String> states) {
    return new Draft(of(metric, oid, Form.STATE)).states(states).item();
  }

  /** The same with a 32-bit stand-in. */
  public Item narrow(Oid other) {
    return new Draft(this).narrow(other).item();
  }

  /** The same, divided by another object. */
  public Item over(Oid other) {
    return new Draft(this).over(other).item();
  }

  /** The same with another scale. */
  public Item scaled(double byFactor, double plusOffset) {
    return new Draft(this).scaled(byFactor, plusOffset).item();
  }

  /** The same, of which these numbers mean that there is no value. */
  public Item noValue(long... numbers) {
    return new Draft(this).noValue(numbers).item();
  }

  /** The same, of which results beyond these are no value. */
  public Item between(double lowest, double highest) {
    return new Draft(this).between(lowest, highest).item();
  }

  /** The same, asked for so often at most. */
  public Item every(Duration other) {
    return new Draft(this).every(other).item();
  }

  /** The same, which cannot exceed this metric of its row. */
  public Item ceiling(String otherMetric) {
    return new Draft(this).ceiling(otherMetric).item();
  }

  /** The same with another source. */
  public Item source(Source other) {
    return new Draft(this).source(other).item();
  }

  /** The same with the decimals and the power of ten that these columns say. */
  public Item precision(@Nullable Oid decimalsColumn, @Nullable Oid prefixColumn) {
    return new Draft(this).precision(decimalsColumn, prefixColumn).item();
  }

  /** The same in rows where another column has one of these numbers. */
  public Item where(Oid column, long... values) {
    return new Draft(this).where(column, values).item();
  }

  /** The same on these versions of firmware. */
  public Item firmware(FirmwareRange versions) {
    return new Draft(this).firmware(versions).item();
  }

  /** What of an item is being changed. */
  private static final class Draft {
    private final Item from;
    private @Nullable Oid narrow;
    private @Nullable Oid over;
    private double factor;
    private double offset;
    private @Nullable Oid decimals;
    private @Nullable Oid prefix;
    private Set<Long> noValue;
    private double least;
    private double most;
    private Map<Long, String> states;
    private List<RowCondition> where;
    private FirmwareRange firmware;
    private @Nullable String ceiling;
    private Duration every;
    private Source source;

    private Draft(Item from) {
      this.from = from;
      this.narrow = from.narrow;
      this.over = from.over;
      this.factor = from.factor;
      this.offset = from.offset;
      this.decimals = from.decimals;
      this.prefix = from.prefix;
      this.noValue = from.noValue;
      this.least = from.least;
      this.most = from.most;
      this.states = from.states;
      this.where = from.where;
      this.firmware = from.firmware;
      this.ceiling = from.ceiling;
      this.every = from.every;
      this.source = from.source;
    }

    private Draft narrow(Oid other) {
      narrow = other;
      return this;
    }

    private Draft over(Oid other) {
      over = other;
      return this;
    }

    private Draft scaled(double byFactor, double plusOffset) {
      factor = byFactor;
      offset = plusOffset;
      return this;
    }

    private Draft precision(@Nullable Oid decimalsColumn, @Nullable Oid prefixColumn) {
      decimals = decimalsColumn;
      prefix = prefixColumn;
      return this;
    }

    private Draft noValue(long... numbers) {
      noValue = boxed(numbers);
      return this;
    }

    private Draft between(double lowest, double highest) {
      least = lowest;
      most = highest;
      return this;
    }

    private Draft states(Map<Long, String> other) {
      states = other;
      return this;
    }

    private Draft where(Oid column, long... values) {
      where = new ArrayList<>(where);
      where.add(new RowCondition(column, boxed(values)));
      return this;
    }

    private Draft firmware(FirmwareRange other) {
      firmware = other;
      return this;
    }

    private Draft ceiling(String other) {
      ceiling = other;
      return this;
    }

    private Draft every(Duration other) {
      every = other;
      return this;
    }

    private Draft source(Source other) {
      source = other;
      return this;
    }

    private static Set<Long> boxed(long... numbers) {
      Set<Long> boxed = new java.util.HashSet<>();
      for (long number : numbers) {
        boxed.add(number);
      }
      return boxed;
    }

    private Item item() {
      return new Item(
          from.metric,
          from.oid,
          from.form,
          narrow,
          over,
          factor,
          offset,
          decimals,
          prefix,
          noValue,
          least,
          most,
          states,
          where,
          firmware,
          ceiling,
          every,
          source);
    }
  }
}
