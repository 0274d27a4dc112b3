/** Transactions that leave a connection as they found it. */
@NullMarked
package io.ispmonitor.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
