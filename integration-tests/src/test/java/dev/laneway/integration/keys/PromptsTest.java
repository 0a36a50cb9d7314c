package dev.laneway.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.integration.Providers;
import dev.laneway.integration.faults.Family;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor that quotes the prompt in its complaint does not get it into what people see. */
@Order(Integer.MAX_VALUE - 2)
class PromptsTest {

  private static final int RUN = 20;

  private static final String PROMPT =
      "Patient Erika Mustermann of Gänsemarkt 7 was told on Tuesday; write to her doctor now.";

  /** Complaints in every shape that a body may have, whole or cut, as they are or folded. */
  private static Stream<VendorReply> indiscretions() {
    return Stream.of(
            PROMPT, PROMPT.substring(8, 61), PROMPT.replace(" ", "  ").toUpperCase(Locale.ROOT))
        .map(quoted -> "Cannot process: [{'role': 'user', 'content': '" + quoted + "'}]")
        .flatMap(
            words ->
                Stream.of(
                    VendorReply.json(400, "{\"error\":{\"message\":\"" + words + "\"}}"),
                    VendorReply.json(
                        422,
                        "{\"error\":{\"message\":\"no\",\"code\":\""
                            + words
                            + "\",\"param\":\""
                            + words
                            + "\"}}"),
                    VendorReply.json(500, "{\"detail\":[{\"msg\":\"" + words + "\"}]}"),
                    VendorReply.json(
                        403,
                        "{\"error\":{\"code\":403,\"message\":\"flagged\",\"metadata\":"
                            + "{\"reasons\":[\""
                            + words
                            + "\"],\"flagged_input\":\""
                            + words
                            + "\"}}}"),
                    VendorReply.json(400, "{\"error\":\"" + words + "\"}"),
                    VendorReply.of(502, "text/plain", words),
                    VendorReply.of(503, "text/html", "<html>" + words + "</html>"),
                    VendorReply.json(200, "{\"error\":{\"message\":\"" + words + "\"}}"),
                    VendorReply.json(200, "{\"broken\": " + words),
                    VendorReply.sse("data: {\"error\":{\"message\":\"" + words + "\"}}\n\n"),
                    VendorReply.ndjson("{\"error\":\"" + words + "\"}\n")));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_vendor_that_repeats_the_prompt_is_not_quoted(Family family) {
    indiscretions()
        .forEach(
            reply -> {
              try (RecordedVendor vendor = RecordedVendor.start().replies(reply)) {
                try (Router router = router(family, vendor)) {
                  requireSilence(() -> router.chat(ChatRequest.of(PROMPT), options()));
                  requireNoneIn(router.status().toString());
                }
                try (Router router = router(family, vendor)) {
                  requireSilence(() -> read(router));
                }
                assertThat(vendor.lastRequest().bodyText()).contains("Mustermann");
              }
            });
    assertThat(Emitted.around(PROMPT.substring(8, 8 + RUN))).isEmpty();
    assertThat(Emitted.around(PROMPT.substring(40, 40 + RUN))).isEmpty();
  }

  private static void read(Router router) {
    try (ChatStream stream = router.stream(ChatRequest.of(PROMPT), options())) {
      stream.forEachText(text -> {});
    }
  }

  private static Router router(Family family, RecordedVendor vendor) {
    return Router.builder()
        .account(
            family.id,
            account -> {
              account.baseUrl(vendor.url(family.path));
              if (family != Family.OLLAMA) {
                account.apiKey(Providers.SECRET);
              }
            })
        .lane(family.id + "/m-1")
        .build();
  }

  /** Optional work is tried once: no pause between attempts has to be sat out. */
  private static CallOptions options() {
    return CallOptions.builder().urgency(Urgency.OPTIONAL).deadline(Duration.ofSeconds(30)).build();
  }

  private static void requireSilence(Runnable call) {
    try {
      call.run();
    } catch (RouterException failed) {
      Emitted.see(failed, failed.receipt());
      StringWriter trace = new StringWriter();
      failed.printStackTrace(new PrintWriter(trace));
      requireNoneIn(trace.toString());
      requireNoneIn(failed.receipt().toString());
      assertThat(failed.receipt().attempts()).isNotEmpty();
      for (Attempt attempt : failed.receipt().attempts()) {
        ProviderFailure failure = attempt.failure().orElseThrow();
        requireNoneIn(failure.toString());
        requireNoneIn(failure.detail());
        requireNoneIn(String.valueOf(failure.details()));
      }
      return;
    }
    throw new AssertionError("there was no failure");
  }

  private static void requireNoneIn(String seen) {
    String folded = folded(seen);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + RUN <= PROMPT.length(); i++) {
      String run = PROMPT.substring(i, i + RUN);
      if (folded.contains(folded(run))) {
        runs.add(run);
      }
    }
    assertThat(runs).describedAs(seen).isEmpty();
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }
}
