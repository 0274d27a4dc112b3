package io.ispmonitor.app.web.access;

import io.ispmonitor.secret.Secret;

/**
 * A browser that logged in.
 *
 * @param user the name of who did
 * @param hash the hash of the password it was done with: another password ends the session
 * @param csrf what the page shows with every change, so that no other page can make one
 */
public record Session(String user, Secret hash, String csrf) {

  /** Whether it may go on for who is now known by its name. */
  public boolean isOf(User known) {
    return known.name().equals(user) && known.hash().equals(hash);
  }

  /** With the user alone. */
  @Override
  public String toString() {
    return "Session[" + user + "]";
  }
}
