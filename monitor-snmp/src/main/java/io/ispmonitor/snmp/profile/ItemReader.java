package io.ispmonitor.snmp.profile;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Source.Confidence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what follows {@code gauge}, {@code counter} and {@code state}. */
final class ItemReader {
  private static final Map<String, Confidence> CONFIDENCES =
      Arrays.stream(Confidence.values())
          .collect(Collectors.toUnmodifiableMap(Confidence::word, Function.identity()));

  private final Vocabulary metrics;
  private final OidNames oids;
  private final Map<String, Option> options = options();

  /** Reads what follows the name of an option. */
  @FunctionalInterface
  private interface Option {
    Item read(Item item, Words words) throws Fault;
  }

  ItemReader(Vocabulary metrics, OidNames oids) {
    this.metrics = metrics;
    this.oids = oids;
  }

  private Map<String, Option> options() {
    Map<String, Option> all = new LinkedHashMap<>();
    all.put("scale", (item, words) -> item.scaled(number(words), item.offset()));
    all.put("offset", (item, words) -> item.scaled(item.factor(), number(words)));
    all.put("over", (item, words) -> item.over(oid(words)));
    all.put("narrow", (item, words) -> item.narrow(oid(words)));
    all.put("ceiling", (item, words) -> item.ceiling(words.next("a metric of the same table")));
    all.put("decimals", (item, words) -> item.precision(oid(words), item.prefix()));
    all.put("prefix", (item, words) -> item.precision(item.decimals(), oid(words)));
    all.put("novalue", (item, words) -> item.noValue(numbers(words.next("a number"))));
    all.put("least", (item, words) -> item.between(number(words), item.most()));
    all.put("most", (item, words) -> item.between(item.least(), number(words)));
    all.put("where", this::where);
    all.put("firmware", (item, words) -> item.firmware(Values.firmware(words.next("versions"))));
    all.put("every", (item, words) -> item.every(Values.duration(words.next("a time"))));
    all.put("source", (item, words) -> item.source(source(words)));
    return all;
  }

  /** A level or a total. */
  Item plain(Words words, boolean isCounter, Source usual) throws Fault {
    Metric metric = metrics.named(words.next("a metric"));
    Oid oid = oid(words);
    return withOptions(
        isCounter ? Item.counter(metric, oid) : Item.gauge(metric, oid), words, usual);
  }

  /** A state, with what its numbers mean. */
  Item state(Words words, Source usual) throws Fault {
    Metric metric = metrics.named(words.next("a metric"));
    Oid oid = oid(words);
    String states = words.next("what its numbers mean, such as 1=up,2=down,");
    return withOptions(Item.state(metric, oid, Values.states(states)), words, usual);
  }

  private Item withOptions(Item plain, Words words, Source usual) throws Fault {
    Item item = plain.source(usual);
    Set<String> said = new HashSet<>();
    while (words.more()) {
      String name = words.next("an option");
      Option option = options.get(name);
      if (option == null) {
        throw new Fault(
            "unknown option %s; %s"
                .formatted(Quoted.of(name), Nearest.hint(name, options.keySet())));
      }
      if (!said.add(name) && !name.equals("where")) {
        throw new Fault("option '%s' stands here twice; leave one out".formatted(name));
      }
      try {
        item = option.read(item, words);
      } catch (IllegalArgumentException e) {
        throw new Fault(String.valueOf(e.getMessage()));
      }
    }
    return item;
  }

  private Item where(Item item, Words words) throws Fault {
    String condition = words.next("a condition such as column=1,2,");
    int equals = condition.indexOf('=');
    if (equals < 0) {
      throw new Fault(
          Quoted.of(condition) + " is no condition; write column and numbers like column=1,2");
    }
    return item.where(
        oids.oid(condition.substring(0, equals)), numbers(condition.substring(equals + 1)));
  }

  /** A confidence and a text. */
  Source source(Words words) throws Fault {
    String word = words.next("mib, in-use or assumed");
    Confidence confidence = CONFIDENCES.get(word);
    if (confidence == null) {
      throw new Fault(
          "%s does not say how sure the source is; %s"
              .formatted(Quoted.of(word), Nearest.hint(word, CONFIDENCES.keySet())));
    }
    return new Source(confidence, words.next("the document, such as \"IF-MIB, RFC 2863\","));
  }

  private Oid oid(Words words) throws Fault {
    return oids.oid(words.next("an object identifier"));
  }

  private static double number(Words words) throws Fault {
    return Values.number(words.next("a number"));
  }

  private static long[] numbers(String word) throws Fault {
    return Values.array(Values.wholes(word));
  }
}
