package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.document.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notices that are on their way. */
final class OutboxTable implements EventTable {
  private final Database database;
  private final Documents documents = new Documents();

  OutboxTable(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(EventType type) {
    return type == EventType.NOTICE || type == EventType.NOTICE_SETTLED;
  }

  @Override
  public void write(Connection connection, List<Record> events) throws SQLException {
    Map<NoticeSettled, Record> last = new LinkedHashMap<>();
    for (Record event : events) {
      if (event instanceof OutboxEntry entry) {
        last.put(new NoticeSettled(entry.channel(), entry.notice().id()), entry);
      } else if (event instanceof NoticeSettled settled) {
        last.remove(settled); // so that one that is put again stands behind the others
        last.put(settled, settled);
      }
    }
    remove(connection, last);
    put(connection, last);
  }

  private void remove(Connection connection, Map<NoticeSettled, Record> last) throws SQLException {
    String sql =
        "delete from %s where channel = ? and notice_id = ?".formatted(database.table("outbox"));
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Record event : last.values()) {
        if (event instanceof NoticeSettled settled) {
          rows.text(settled.channel()).text(settled.noticeId()).row();
        }
      }
      rows.flush();
    }
  }

  private void put(Connection connection, Map<NoticeSettled, Record> last) throws SQLException {
    String sql =
        """
        insert into %s (channel, notice_id, queued_at, attempts, under_way, document)
        values (?, ?, ?, ?, ?, %s)
        on conflict (channel, notice_id) do update set queued_at = excluded.queued_at,
          attempts = excluded.attempts, under_way = excluded.under_way,
          document = excluded.document
        """
            .formatted(database.table("outbox"), database.dialect().json());
    try (Parameters rows = new Parameters(database.dialect(), connection, sql)) {
      for (Record event : last.values()) {
        if (event instanceof OutboxEntry entry) {
          rows.text(entry.channel())
              .text(entry.notice().id())
              .time(entry.queuedAt())
              .number(entry.attempts())
              .flag(entry.isUnderWay())
              .text(documents.write(entry))
              .row();
        }
      }
      rows.flush();
    }
  }

  /** All entries, in the order in which they were first put. */
  List<OutboxEntry> all(Connection connection) throws SQLException {
    String sql = "select document from %s order by place".formatted(database.table("outbox"));
    return DocumentRows.read(connection, documents, OutboxEntry.class, sql, none -> {});
  }
}
