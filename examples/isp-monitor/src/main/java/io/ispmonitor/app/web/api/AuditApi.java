package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.web.access.AuditEntry;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Routes;

/** What was done by whom. */
final class AuditApi {
  private AuditApi() {}

  static void add(Routes routes, AuditLog audit) {
    routes.get(
        "/api/audit",
        Role.ADMIN,
        call -> call.json(call.page().of(audit.newestFirst(), AuditApi::entry)));
  }

  private static ObjectNode entry(AuditEntry entry) {
    return Json.object()
        .put("at", entry.at().toString())
        .put("user", entry.user())
        .put("role", entry.role())
        .put("address", entry.address())
        .put("action", entry.action())
        .put("target", entry.target())
        .put("detail", entry.detail());
  }
}
