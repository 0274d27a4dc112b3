package io.ispmonitor.app.web.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Reaches the connection below a request. */
final class Connections {
  private Connections() {}

  /** Closes the connection of a request at once, whatever is being written to it. */
  static Runnable closing(Context ctx) {
    EndPoint end =
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    return end::close;
  }
}
