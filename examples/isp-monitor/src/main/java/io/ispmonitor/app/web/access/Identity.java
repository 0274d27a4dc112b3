package io.ispmonitor.app.web.access;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by what a request shows whose it is. Thread-safe. */
public final class Identity {
  private volatile Access access;
  private final Sessions sessions;

  /** Of one process: what those on this machine show, while nobody has to log in. */
  private final String localCsrf = Hashes.random();

  /** For these users and tokens, until they are replaced. */
  public Identity(Access access, Sessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  /** The users and tokens there are now. */
  public Access access() {
    return access;
  }

  /** Others from now on. Sessions of who is no more, or has another password, end. */
  public void use(Access other) {
    access = other;
  }

  /** Who shows this token. */
  public Optional<Caller> byToken(String token, InetAddress address) {
    return access().token(token).map(is -> new Caller(is.name(), is.role(), address, null, null));
  }

  /** Who has this session; its role is what the user has now. */
  public Optional<Caller> bySession(String id, InetAddress address) {
    Optional<Session> session = sessions.use(id);
    Optional<User> user =
        session.flatMap(is -> access().user(is.user())).filter(is -> session.get().isOf(is));
    if (session.isPresent() && user.isEmpty()) {
      sessions.end(id);
    }
    return user.map(is -> new Caller(is.name(), is.role(), address, session.get().csrf(), id));
  }

  /** Who is on this machine; only while {@link Access#isOpen} and bound to loopback. */
  public Caller local(InetAddress address) {
    return new Caller(Caller.LOCAL, Role.ADMIN, address, localCsrf, null);
  }

  /** Whether somebody is still who they were, for streams that go on. Uses no session. */
  public boolean stillIs(Caller caller) {
    String id = caller.sessionId();
    Access now = access();
    if (caller.name().equals(Caller.LOCAL) && localCsrf.equals(caller.csrf())) {
      return now.isOpen();
    }
    if (id != null) {
      return sessions.goesOn(id) && now.user(caller.name()).map(User::role).equals(role(caller));
    }
    return now.hasToken(caller.name(), caller.role());
  }

  private static Optional<Role> role(Caller caller) {
    return Optional.of(caller.role());
  }

  /** Begins a session; its id is for the cookie. */
  public String begin(User user) {
    return sessions.begin(user);
  }

  /** Ends the session of who has one. */
  public void end(Caller caller) {
    @Nullable String id = caller.sessionId();
    if (id != null) {
      sessions.end(id);
    }
  }
}
