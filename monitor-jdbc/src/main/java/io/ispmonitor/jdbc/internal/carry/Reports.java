package io.ispmonitor.jdbc.internal.carry;

import java.sql.SQLException;

/** Hears from those who call upon a database how that went. Any thread; must not block. */
public interface Reports {

  /** It answered. */
  void answered();

  /** It did not, or not as it should. */
  void failed(SQLException failure);
}
