package io.ispmonitor.app.config;

import java.util.List;

/**
 * Where the console listens, and for whom.
 *
 * @param bind the address it binds to
 * @param port the port; 0 for any that is free
 * @param users who may log in
 * @param tokens programs that may ask
 */
public record WebEntry(String bind, int port, List<User> users, List<Token> tokens) {

  /** Copies the lists. */
  public WebEntry {
    users = List.copyOf(users);
    tokens = List.copyOf(tokens);
  }

  /** What somebody may do. */
  public enum Role {
    /** Looks. */
    VIEWER,
    /** Acknowledges, puts into maintenance, changes limits. */
    OPERATOR,
    /** Sees who did what. */
    ADMIN
  }

  /**
   * Somebody.
   *
   * @param name who
   * @param hash of the password, as {@code hash-password} prints it
   * @param role what they may do
   */
  public record User(String name, String hash, Role role) {

    @Override
    public String toString() {
      return name + " (" + Words.of(role) + ")";
    }
  }

  /**
   * A program.
   *
   * @param name which
   * @param hash SHA-256 of its token in 64 hexadecimal digits
   * @param role what it may do
   */
  public record Token(String name, String hash, Role role) {

    @Override
    public String toString() {
      return name + " (" + Words.of(role) + ")";
    }
  }
}
