package io.ispmonitor.jdbc.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a database cannot be used, in so far as an operator would do something else about it. */
public enum OutageCause {
  /** Nobody listens at its address: the server is not running, or the port is another one. */
  PORT_CLOSED("nobody listens at its address: start the server, or correct host and port"),
  /** Its name or address leads nowhere. */
  UNREACHABLE("its host cannot be reached: look at the network and at its name"),
  /** It was there and broke off, or does not speak as it should. */
  CONNECTION_LOST(
      "the connection broke off: look whether the server or something on the way ended"),
  /** The server is starting, stopping or recovering. */
  STARTING("the server is starting or stopping: wait, or look into its log"),
  /** User or password are not right, or the server does not let us in. */
  LOGIN_REFUSED("the login is refused: correct user and password, or the server's access rules"),
  /** There are no more connections, or the host's pool has none to give. */
  NO_CONNECTION("there is no connection to be had: raise the server's or the pool's limit"),
  /** It takes no writes: a replica, or set so. */
  READ_ONLY("it is read-only: point to the primary, or end what made it so"),
  /** Tables, columns, partitions or rows that are referred to are not there, or rights on them. */
  SCHEMA("tables or rights are missing: call Schema.upgrade, or grant what the role needs"),
  /** Its disk is full, or it has no memory. */
  FULL("its disk or memory is full: make room"),
  /** It does not answer in time. */
  TIMEOUT("it does not answer in time: look at its load and its locks"),
  /** Another transaction was in the way; another attempt will do. */
  CONFLICT("another transaction is in the way: it is tried again; look at the locks if it stays"),
  /** What is written cannot be stored. */
  DATA("it refuses what is written"),
  /** Something else. */
  OTHER("it fails");

  /** Of a chain of causes no more than this is looked at. */
  private static final int DEEPEST = 20;

  private final String advice;

  OutageCause(String advice) {
    this.advice = advice;
  }

  /** What it means and what to do, in a sentence without an end. */
  public String advice() {
    return advice;
  }

  /** Whether the same may work later without anything being changed in what is written. */
  public boolean isPassing() {
    return this != DATA;
  }

  /**
   * Names the cause of a failure. What PostgreSQL reports is told by its SQLSTATE (PostgreSQL
   * documentation, appendix A), what SQLite reports by its result code.
   */
  public static OutageCause of(Throwable failure) {
    OutageCause found = OTHER;
    Set<Throwable> seen = new HashSet<>();
    for (Throwable at = failure;
        at != null && seen.size() < DEEPEST && seen.add(at);
        at = at.getCause()) {
      OutageCause cause = ofOne(at);
      if (isMoreTelling(cause, found)) {
        found = cause;
      }
    }
    return found;
  }

  /** That a connection failed says less than why. */
  private static boolean isMoreTelling(OutageCause cause, OutageCause than) {
    return cause != OTHER && (than == OTHER || than == CONNECTION_LOST || than == NO_CONNECTION);
  }

  private static OutageCause ofOne(Throwable failure) {
    if (failure instanceof SQLException sql) {
      OutageCause byState = ofState(sql.getSQLState());
      return byState == OTHER ? ofType(sql) : byState;
    }
    return failure instanceof IOException io ? ofNetwork(io) : OTHER;
  }

  private static OutageCause ofType(SQLException failure) {
    if (failure instanceof SQLTimeoutException) {
      return TIMEOUT;
    }
    if (failure instanceof SQLTransientConnectionException) {
      return NO_CONNECTION; // how pools say that none became free in time
    }
    return SqliteCauses.of(failure);
  }

  private static OutageCause ofNetwork(IOException failure) {
    if (failure instanceof PortUnreachableException || failure instanceof ConnectException) {
      return PORT_CLOSED;
    }
    if (failure instanceof NoRouteToHostException || failure instanceof UnknownHostException) {
      return UNREACHABLE;
    }
    return failure instanceof SocketTimeoutException ? TIMEOUT : CONNECTION_LOST;
  }

  private static OutageCause ofState(@Nullable String state) {
    if (state == null || state.length() != 5) {
      return OTHER;
    }
    OutageCause whole =
        switch (state) {
          case "25006", "55P05" -> READ_ONLY;
          case "53300" -> NO_CONNECTION;
          case "57014", "25P03", "57P05" -> TIMEOUT;
          case "57P01", "57P02", "57P03" -> STARTING;
          case "42501", "3D000" -> SCHEMA;
          case "23503", "23514" -> SCHEMA; // a row that is referred to, a partition
          case "55P03", "40001", "40P01" -> CONFLICT;
          default -> OTHER;
        };
    return whole == OTHER ? ofClass(state.substring(0, 2)) : whole;
  }

  private static OutageCause ofClass(String state) {
    return switch (state) {
      case "08" -> CONNECTION_LOST;
      case "28" -> LOGIN_REFUSED;
      case "3F", "42" -> SCHEMA;
      case "53" -> FULL;
      case "40" -> CONFLICT;
      case "21", "22", "23", "54" -> DATA;
      default -> OTHER;
    };
  }
}
