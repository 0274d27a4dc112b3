package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item;
import io.ispmonitor.snmp.profile.Share;
import io.ispmonitor.snmp.profile.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a plan: which object goes into which part, and which column it fills there. */
final class Planner {
  private static final long EACH_TIME = 0;

  private final Plan.Key key;
  private final Map<Long, Draft> drafts = new TreeMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<Plan.Walked> walked = new ArrayList<>();
  private final List<Plan.Count> counts = new ArrayList<>();
  private int row;

  /** A part that is being made. Columns and slots are counted within it. */
  private static final class Draft {
    final List<Layout.Column> columns = new ArrayList<>();
    final List<Wish> wishes = new ArrayList<>();
    final List<Wish.Share> shares = new ArrayList<>();
  }

  /** An object that is wanted, while columns have no numbers yet. */
  private record Wish(Oid oid, Item item, int column, int row, double scale, boolean isNarrow) {
    /** A column that is the quotient of two metrics of its row. */
    private record Share(int column, int row, String of, String over) {}
  }

  private Planner(Plan.Key key) {
    this.key = key;
    drafts.put(EACH_TIME, new Draft());
  }

  static Plan plan(Plan.Key key) {
    Planner planner = new Planner(key);
    key.profile().items().forEach(planner::scalar);
    key.tables().forEach(planner::table);
    key.profile().tables().stream().filter(Table::comesAndGoes).forEach(planner::walked);
    return planner.plan();
  }

  private void scalar(Item item) {
    want(item, item.oid(), item.narrow(), "", Slot.NONE, 1);
  }

  private void table(TableRows learnt) {
    Table table = learnt.table();
    for (RowOfTable learntRow : learnt.rows()) {
      Set<String> has = new HashSet<>();
      for (RowOfTable.Cell cell : learntRow.cells()) {
        Item item = cell.item();
        Oid narrow = item.narrow() == null ? null : item.narrow().append(learntRow.index());
        Oid oid = item.oid().append(learntRow.index());
        if (want(item, oid, narrow, learntRow.name(), row, cell.scale())) {
          has.add(item.metric().name());
        }
      }
      for (Share share : table.shares()) {
        if (has.contains(share.of()) && has.contains(share.over())) {
          share(table, share, learntRow.name());
        }
      }
      row++;
    }
    Metric count = table.count();
    if (count != null) {
      counts.add(new Plan.Count(column(EACH_TIME, count, ""), learnt.rows().size()));
    }
  }

  /** A share is made as often as what is divided. */
  private void share(Table table, Share share, String name) {
    long every =
        table.items().stream()
            .filter(item -> item.metric().name().equals(share.of()))
            .mapToLong(item -> item.every().toNanos())
            .min()
            .orElse(EACH_TIME);
    if (taken.add(share.metric().name() + " " + name)) {
      Draft draft = draft(every);
      draft.columns.add(new Layout.Column(share.metric(), name));
      draft.shares.add(new Wish.Share(draft.columns.size() - 1, row, share.of(), share.over()));
    }
  }

  private void walked(Table table) {
    Metric count = table.count();
    int column = count == null ? Slot.NONE : column(EACH_TIME, count, "");
    long every =
        table.items().stream().mapToLong(item -> item.every().toNanos()).min().orElse(EACH_TIME);
    walked.add(new Plan.Walked(table, every, column));
  }

  /** Whether the device has it and its column is not taken yet. */
  private boolean want(
      Item item, Oid oid, @Nullable Oid narrow, String name, int ofRow, double scale) {
    boolean useNarrow = narrow != null && (key.narrow() || key.absent().contains(oid));
    Oid wanted = useNarrow && narrow != null ? narrow : oid;
    boolean isThere = !key.absent().contains(wanted);
    if (!isThere || !taken.add(item.metric().name() + " " + name)) {
      return false;
    }
    long every = item.every().toNanos();
    int column = column(every, item.metric(), name);
    draft(every).wishes.add(new Wish(wanted, item, column, ofRow, scale, useNarrow));
    return true;
  }

  private int column(long every, Metric metric, String name) {
    Draft draft = draft(every);
    draft.columns.add(new Layout.Column(metric, name));
    return draft.columns.size() - 1;
  }

  private Draft draft(long every) {
    return drafts.computeIfAbsent(every, any -> new Draft());
  }

  private Plan plan() {
    Map<String, Integer> numbers = numbers();
    List<Part> parts = new ArrayList<>();
    int columns = 0;
    int slots = 0;
    for (Map.Entry<Long, Draft> entry : drafts.entrySet()) {
      Part part = part(entry.getKey(), entry.getValue(), columns, slots, numbers);
      parts.add(part);
      columns += part.layout().size();
      slots += part.size();
    }
    return new Plan(key, parts, walked, counts, columns, slots);
  }

  /** The number of each metric's column in each row, over all parts. */
  private Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    int first = 0;
    for (Draft draft : drafts.values()) {
      for (Wish wish : draft.wishes) {
        numbers.put(wish.item().metric().name() + " " + wish.row(), first + wish.column());
      }
      first += draft.columns.size();
    }
    return numbers;
  }

  private Part part(
      long every, Draft draft, int firstColumn, int firstSlot, Map<String, Integer> numbers) {
    List<Slot> slots = new ArrayList<>();
    if (every == EACH_TIME) {
      watched().forEach(oid -> slots.add(Slot.helper(oid)));
    }
    Map<Oid, Integer> divisors = new HashMap<>();
    for (Wish wish : draft.wishes) {
      int divisor = divisor(wish, slots, divisors);
      String limit = wish.item().ceiling();
      int ceiling =
          limit == null ? Slot.NONE : numbers.getOrDefault(limit + " " + wish.row(), Slot.NONE);
      slots.add(
          new Slot(
              wish.oid(),
              wish.item(),
              firstColumn + wish.column(),
              wish.row(),
              wish.scale(),
              divisor,
              ceiling,
              wish.isNarrow()));
    }
    return new Part(
        firstColumn,
        firstSlot,
        Layout.of(draft.columns),
        every,
        slots,
        quotients(draft, firstColumn, numbers));
  }

  /** What tells that the interfaces are to be learnt anew. */
  private List<Oid> watched() {
    boolean hasInterfaces =
        key.tables().stream().anyMatch(is -> RowNames.areInterfaces(is.table()));
    List<Oid> all = List.of(SystemGroup.INTERFACE_COUNT, SystemGroup.INTERFACES_CHANGED);
    return hasInterfaces
        ? all.stream().filter(oid -> !key.absent().contains(oid)).toList()
        : List.of();
  }

  /** The slot by which another is divided, made where it is not there yet. */
  private int divisor(Wish wish, List<Slot> slots, Map<Oid, Integer> divisors) {
    Oid over = wish.item().over();
    if (over == null) {
      return Slot.NONE;
    }
    boolean isScalar = wish.row() == Slot.NONE;
    Oid oid = isScalar ? over : over.append(wish.oid().after(wish.item().oid()));
    return divisors.computeIfAbsent(
        oid,
        any -> {
          slots.add(Slot.helper(oid));
          return slots.size() - 1;
        });
  }

  private static List<Part.Quotient> quotients(
      Draft draft, int firstColumn, Map<String, Integer> numbers) {
    List<Part.Quotient> quotients = new ArrayList<>();
    for (Wish.Share share : draft.shares) {
      Integer of = numbers.get(share.of() + " " + share.row());
      Integer over = numbers.get(share.over() + " " + share.row());
      if (of != null && over != null) {
        quotients.add(new Part.Quotient(firstColumn + share.column(), of, over));
      }
    }
    return quotients;
  }
}
