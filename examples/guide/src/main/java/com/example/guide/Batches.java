package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import java.time.Duration;
import java.util.List;

/** For docs/batch.md. */
final class Batches {

  private Batches() {}

  static List<String> summaries(Router router, List<String> documents) {
    CallOptions tonight =
        CallOptions.builder()
            .route("bulk")
            .urgency(Urgency.BATCH)
            .deadline(Duration.ofHours(8))
            .build();
    List<Submission> submissions =
        documents.stream()
            .map(text -> router.submit(ChatRequest.of("Summarise: " + text), tonight))
            .toList();
    submissions.forEach(
        work -> System.out.println(work.id() + " " + work.state() + " " + work.eta()));
    return submissions.stream().map(work -> work.reply().join()).map(ChatReply::text).toList();
  }
}
