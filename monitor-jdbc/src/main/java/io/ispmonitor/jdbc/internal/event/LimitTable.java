package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.document.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules keep to for single devices. */
final class LimitTable implements EventTable {
  private final Database database;
  private final Documents documents = new Documents();

  LimitTable(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.LIMIT || type == EventType.LIMIT_REMOVED;
  }

  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    Map<LimitRemoved, Record> last = new LinkedHashMap<>();
    for (Record event : events) {
      LimitRemoved key =
          event instanceof DeviceLimit limit
              ? new LimitRemoved(limit.rule(), limit.device())
              : (LimitRemoved) event;
      last.put(key, event);
    }
    String insert =
        """
        insert into %s (rule, device, document) values (?, ?, %s)
        on conflict (rule, device) do update set document = excluded.document
        """
            .formatted(database.table("device_limit"), database.dialect().json());
    String delete =
        "delete from %s where rule = ? and device = ?".formatted(database.table("device_limit"));
    try (Parameters put = new Parameters(database.dialect(), connection, insert);
        Parameters removed = new Parameters(database.dialect(), connection, delete)) {
      for (Map.Entry<LimitRemoved, Record> one : last.entrySet()) {
        LimitRemoved key = one.getKey();
        if (one.getValue() instanceof DeviceLimit limit) {
          put.text(key.rule()).text(key.device()).text(documents.write(limit)).row();
        } else {
          removed.text(key.rule()).text(key.device()).row();
        }
      }
      put.flush();
      removed.flush();
    }
  }

  /** All limits. */
  List<DeviceLimit> all(Connection connection) throws SQLException {
    String sql = "select document from " + database.table("device_limit");
    return DocumentRows.read(connection, documents, DeviceLimit.class, sql, none -> {});
  }
}
