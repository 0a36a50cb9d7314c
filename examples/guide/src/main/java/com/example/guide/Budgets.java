package com.example.guide;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import java.time.ZoneId;

/** For docs/budgets.md. */
final class Budgets {

  private Budgets() {}

  static Router router(String openRouterKey) {
    return Router.builder()
        .account("openrouter", a -> a.apiKey(openRouterKey))
        .lane("openrouter/meta-llama/llama-3.3-70b-instruct", l -> l.price("0.10", "0.32"))
        .lane("ollama/llama3.2", l -> l.free())
        .budget(Budget.perDay("5.00").in(ZoneId.of("Europe/Berlin")))
        .budget(Budget.perMonth("1.00").forEachTenant())
        .budget(Budget.perHour("0.50").forFallback().soft())
        .build();
  }

  static void ask(Router router, ChatRequest request) {
    CallOptions options = CallOptions.builder().tenant("acme").maxCost("0.01").build();
    ChatReply reply = router.chat(request, options);
    reply.receipt().cost().ifPresent(cost -> System.out.println("That was " + cost));
    router.status().budgets().forEach(System.out::println);
  }
}
