package io.ispmonitor.internal.loop;

/**
 * Unwinds a thread that came back from host code after its loop had gone on without it. Whatever
 * the loop owns belongs to another thread by now: nobody may catch this but the end of the thread.
 */
final class LeftBehindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeftBehindException(HostCall call) {
    super("left behind in " + call.part + " (" + call + ")", null, false, false);
  }
}
