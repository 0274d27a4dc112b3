package io.ispmonitor.testkit.snmp;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one agent was asked and how often it answered. Any thread. */
final class Books {
  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong questions = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong acknowledgements = new AtomicLong();
  private volatile @Nullable AgentQuestion last;
  private volatile Consumer<? super AgentQuestion> listener = question -> {};

  void onQuestion(Consumer<? super AgentQuestion> other) {
    listener = other;
  }

  void received() {
    packets.incrementAndGet();
  }

  void asked(AgentQuestion question) {
    last = question;
    questions.incrementAndGet();
  }

  void answered() {
    answers.incrementAndGet();
  }

  void acknowledged() {
    acknowledgements.incrementAndGet();
  }

  void dealtWith(AgentQuestion question) {
    listener.accept(question);
  }

  long packets() {
    return packets.get();
  }

  long questions() {
    return questions.get();
  }

  long answers() {
    return answers.get();
  }

  long acknowledgements() {
    return acknowledgements.get();
  }

  Optional<AgentQuestion> lastQuestion() {
    return Optional.ofNullable(last);
  }
}
