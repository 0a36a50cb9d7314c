package com.example.support;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
class NightlySummaries {

  private final Router router;
  private final Map<String, String> tickets = new ConcurrentHashMap<>(Map.of("1", "It rattles."));
  final Map<String, String> summaries = new ConcurrentHashMap<>();

  NightlySummaries(Router router) {
    this.router = router;
  }

  @Scheduled(cron = "0 0 2 * * *")
  List<Submission> sumUp() { // runs when quota would be left over, and ends before the next night
    return tickets.entrySet().stream().map(t -> sumUp(t.getKey(), t.getValue())).toList();
  }

  private Submission sumUp(String id, String text) {
    ChatRequest request = ChatRequest.of("Sum this up in one line: " + text);
    Submission submission = router.submit(request, CallOptions.of(Urgency.BATCH));
    var unused = submission.reply().thenAccept(reply -> summaries.put(id, reply.text()));
    return submission;
  }
}
