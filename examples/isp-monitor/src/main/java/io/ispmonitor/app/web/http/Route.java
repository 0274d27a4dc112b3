package io.ispmonitor.app.web.http;

/** What is done with a request that was let in. */
@FunctionalInterface
public interface Route {

  /**
   * Answers it.
   *
   * @throws Refusal when it is not done
   * @throws Exception when something is wrong on our side
   */
  void answer(Call call) throws Exception;
}
