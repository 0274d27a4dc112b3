package io.ispmonitor.jdbc.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a {@link PostgresDatabase} one of their own. The server is started with
 * the first of them and stopped after the last class that this JVM is given.
 */
public final class Postgres implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(Postgres.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PostgresDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    PostgresServer server =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, OURS)
            .computeIfAbsent(
                PostgresServer.class, any -> PostgresServer.start(), PostgresServer.class);
    PostgresDatabase database = server.newDatabase();
    context.getStore(OURS).put(database, database); // which closes it after the test
    return database;
  }
}
