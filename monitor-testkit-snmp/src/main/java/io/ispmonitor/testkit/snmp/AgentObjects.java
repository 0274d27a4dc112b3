package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What one agent has that differs from the table it shares with others. Any thread. */
final class AgentObjects {
  private static final int NO_ERROR = 0;

  /** Nothing where an object of the table is not to be there. */
  private final NavigableMap<Oid, Optional<AgentObject>> changes = new ConcurrentSkipListMap<>();

  void put(Oid oid, AgentObject object) {
    changes.put(oid, Optional.of(object));
  }

  void remove(Oid oid) {
    changes.put(oid, Optional.empty());
  }

  /** All of them at a moment. */
  ObjectView at(Moment moment) {
    return new Snapshot(moment.life().objects(), moment);
  }

  /**
   * Changes all of these or none.
   *
   * @param refused takes the number of the first binding that may not be changed, from 1, and why
   * @return whether they were changed
   */
  boolean set(List<VarBind> wanted, Moment moment, Refusal refused) {
    for (int i = 0; i < wanted.size(); i++) {
      int error = refusal(wanted.get(i), moment);
      if (error != NO_ERROR) {
        refused.because(error, i + 1);
        return false;
      }
    }
    wanted.forEach(binding -> put(binding.oid(), new WritableObject(binding.value())));
    return true;
  }

  /** Takes why a {@code Set} was refused. */
  interface Refusal {
    void because(int errorStatus, int errorIndex);
  }

  private int refusal(VarBind wanted, Moment moment) {
    AgentObject object = object(wanted.oid(), moment.life().objects());
    if (object == null) {
      return ErrorStatuses.NO_CREATION;
    } else if (!(object instanceof WritableObject writable)) {
      return ErrorStatuses.NOT_WRITABLE;
    } else {
      boolean isSameType = writable.value().getClass() == wanted.value().getClass();
      return isSameType ? NO_ERROR : ErrorStatuses.WRONG_TYPE;
    }
  }

  private @Nullable AgentObject object(Oid oid, ObjectTable table) {
    Optional<AgentObject> change = changes.get(oid);
    if (change != null) {
      return change.orElse(null);
    }
    int index = table.find(oid);
    return index < 0 ? null : table.object(index);
  }

  private final class Snapshot implements ObjectView {
    private final ObjectTable table;
    private final Moment moment;

    Snapshot(ObjectTable table, Moment moment) {
      this.table = table;
      this.moment = moment;
    }

    @Override
    public @Nullable SnmpValue get(Oid oid) {
      AgentObject object = object(oid, table);
      return object == null ? null : object.at(moment);
    }

    @Override
    public @Nullable VarBind next(Oid oid) {
      int index = table.after(oid);
      Map.Entry<Oid, Optional<AgentObject>> change = changes.higherEntry(oid);
      while (change != null) {
        Oid changed = change.getKey();
        int order = index < table.size() ? changed.compareTo(table.oid(index)) : -1;
        if (order > 0) {
          break;
        }
        if (change.getValue().isPresent()) {
          return new VarBind(changed, change.getValue().get().at(moment));
        }
        index += order == 0 ? 1 : 0;
        change = changes.higherEntry(changed);
      }
      return index < table.size()
          ? new VarBind(table.oid(index), table.object(index).at(moment))
          : null;
    }
  }
}
