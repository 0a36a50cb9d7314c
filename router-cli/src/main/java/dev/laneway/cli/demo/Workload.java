package dev.laneway.cli.demo;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What the application of the demo asks for: the same seed asks for the same at the same times.
 *
 * @param jobs in the order of their times
 * @param length until when new work comes
 * @param horizon when nobody waits any more
 */
record Workload(List<Job> jobs, Duration length, Duration horizon) {

  private static final Duration AFTERWARDS = Duration.ofMinutes(1);

  /** One sort of work. */
  enum Kind {
    CHAT("smart", Urgency.INTERACTIVE, Duration.ofSeconds(30), 300, 500),
    CLASSIFICATION("fast", Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1), 24, 300),
    BATCH("bulk", Urgency.BATCH, Duration.ZERO, 300, 1_600),
    AUTOCOMPLETE("fast", Urgency.OPTIONAL, Duration.ofSeconds(5), 16, 200);

    private final String route;
    final Urgency urgency;
    private final Duration deadline;
    private final int outputTokens;
    private final int characters;

    Kind(String route, Urgency urgency, Duration deadline, int outputTokens, int characters) {
      this.route = route;
      this.urgency = urgency;
      this.deadline = deadline;
      this.outputTokens = outputTokens;
      this.characters = characters;
    }

    static Kind of(Urgency urgency) {
      return switch (urgency) {
        case INTERACTIVE -> CHAT;
        case NEAR_REAL_TIME -> CLASSIFICATION;
        case BATCH -> BATCH;
        case OPTIONAL -> AUTOCOMPLETE;
      };
    }

    private ChatRequest request(int number) {
      String prompt = name().toLowerCase(Locale.ROOT) + " " + number + ": ";
      return ChatRequest.builder()
          .user(prompt + "lorem ".repeat((characters - prompt.length()) / 6))
          .maxOutputTokens(outputTokens)
          .build();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One request.
   *
   * @param route on which it is sent; empty for the default one
   * @param at when it comes
   * @param deadline how long it is of use
   */
  record Job(Kind kind, String route, Duration at, Duration deadline, ChatRequest request) {}

  /** Chats, classifications and autocompletions all the time, and a batch that comes at once. */
  static Workload mixed(Duration length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Job> jobs = new ArrayList<>();
    Duration horizon = length.plus(AFTERWARDS);
    scatter(jobs, Kind.CHAT, 12, length, random);
    scatter(jobs, Kind.CLASSIFICATION, 16, length, random);
    scatter(jobs, Kind.AUTOCOMPLETE, 30, length, random);
    Duration night = Duration.ofSeconds(20);
    for (int i = 0; i < 12 * length.toMinutes(); i++) {
      jobs.add(
          new Job(
              Kind.BATCH, Kind.BATCH.route, night, horizon.minus(night), Kind.BATCH.request(i)));
    }
    return of(jobs, length, horizon);
  }

  /** A dozen short requests, for vendors that are real. */
  static Workload small(Duration length) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Kind kind = i % 3 == 0 ? Kind.CHAT : i % 3 == 1 ? Kind.CLASSIFICATION : Kind.AUTOCOMPLETE;
      ChatRequest request =
          ChatRequest.builder()
              .user("Reply with one short sentence about the number " + (i + 1) + ".")
              .maxOutputTokens(64)
              .build();
      jobs.add(new Job(kind, "", length.multipliedBy(i).dividedBy(12), kind.deadline, request));
    }
    return of(jobs, length, length.plus(Duration.ofSeconds(45)));
  }

  private static Workload of(List<Job> jobs, Duration length, Duration horizon) {
    jobs.sort(Comparator.comparing(Job::at));
    return new Workload(List.copyOf(jobs), length, horizon);
  }

  private static void scatter(
      List<Job> jobs, Kind kind, int perMinute, Duration length, SplittableRandom random) {
    for (int i = 0; i < perMinute * length.toSeconds() / 60; i++) {
      Duration at = Duration.ofMillis(random.nextLong(length.toMillis()));
      jobs.add(new Job(kind, kind.route, at, kind.deadline, kind.request(i)));
    }
  }
}
