package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.core.strategy.RoutingStrategy;
import dev.laneway.testkit.ScriptedProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** From properties and beans to a router that answers. */
class StarterTest {

  private final ApplicationContextRunner contexts =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(LanewayAutoConfiguration.class));

  private final ApplicationContextRunner withVendor = contexts.withUserConfiguration(Vendor.class);

  @Configuration(proxyBeanMethods = false)
  static class Vendor {

    @Bean
    Provider acme() {
      ScriptedProvider vendor = ScriptedProvider.create();
      vendor.model("a").answers("from a");
      vendor.model("b").answers("from b");
      return vendor;
    }
  }

  @Test
  void properties_become_a_router_that_answers() {
    withVendor
        .withPropertyValues("laneway.lanes[0].id=acme/a", "laneway.lanes[1]=acme/b")
        .withPropertyValues(
            "laneway.routes.second.strategy=fallback", "laneway.routes.second.lanes=acme/b,acme/a")
        .run(
            context -> {
              Router router = context.getBean(Router.class);
              CallOptions second = CallOptions.builder().route("second").build();
              assertThat(router.chat(ChatRequest.of("hi"), second).text()).isEqualTo("from b");
            });
  }

  @Test
  void the_tree_of_properties_is_that_of_json() {
    withVendor
        .withPropertyValues(
            "laneway.accounts.groq=${GROQ_KEY:k-1}",
            "laneway.accounts.[gemini@work].api-key=k-2",
            "laneway.accounts.[gemini@work].base-url=http://localhost:1",
            "laneway.accounts.[gemini@work].headers.X-Title=mine",
            "laneway.accounts.[gemini@work].project=p",
            "laneway.accounts.[gemini@work].free-tier=true",
            "laneway.pools.shared.requests-per-day=100",
            "laneway.pools.shared.day-of=America/Los_Angeles",
            "laneway.pools.shared.limits[0].resource=tokens",
            "laneway.pools.shared.limits[0].amount=900",
            "laneway.pools.shared.limits[0].window=fixed",
            "laneway.pools.shared.limits[0].length=30s",
            "laneway.pools.shared.limits[0].charge=maximum-refunded",
            "laneway.lanes[0].id=acme/a",
            "laneway.lanes[0].quota.requests-per-minute=2",
            "laneway.lanes[0].weight=3",
            "laneway.lanes[0].price.input=0.1",
            "laneway.lanes[0].price.output=0.4",
            "laneway.lanes[0].context-window=8000",
            "laneway.lanes[0].max-concurrency=4",
            "laneway.lanes[0].capabilities=chat,tool-choice",
            "laneway.lanes[0].pools=shared",
            "laneway.lanes[0].pace.start=400ms",
            "laneway.lanes[0].pace.input-per-second=4000",
            "laneway.lanes[0].pace.output-per-second=80.5",
            "laneway.lanes[1].id=gemini@work/gemini-3.8-flash",
            "laneway.lanes[1].free=true",
            "laneway.routes.default.strategy=round-robin",
            "laneway.routes.default.lanes[0]=acme/a",
            "laneway.routes.default.house-style=Be brief.",
            "laneway.routes.default.check={\"type\":\"object\"}",
            "laneway.routes.default.refused-goes-on=true",
            "laneway.budget.per-day=5.00",
            "laneway.budgets[0].amount=1",
            "laneway.budgets[0].per=month",
            "laneway.budgets[0].scope=each-tenant",
            "laneway.pickers[0].route=default",
            "laneway.pickers[0].longer-than=20",
            "laneway.cache.time-to-live=10m",
            "laneway.cache.maximum-bytes=64MB",
            "laneway.timeouts.first-content=20s",
            "laneway.defaults.urgency=near-real-time",
            "laneway.defaults.tags.team=a",
            "laneway.connect-timeout=2s",
            "laneway.grace=0s",
            "laneway.interactive-patience=1s",
            "laneway.near-real-time-patience=4s",
            "laneway.max-waiting=50")
        .run(
            context -> {
              RouterStatus status = context.getBean(Router.class).status();
              assertThat(status.lanes()).hasSize(2);
              assertThat(status.budgets())
                  .extracting(RouterStatus.BudgetStatus::budget)
                  .contains(Budget.perDay("5.00"));
              assertThat(status.pools())
                  .filteredOn(pool -> pool.name().equals("shared"))
                  .flatExtracting(RouterStatus.PoolStatus::limits)
                  .extracting(RouterStatus.LimitStatus::limit)
                  .containsExactly(
                      "100 requests per day (America/Los_Angeles)", "900 tokens per fixed PT30S");
            });
  }

  @Test
  void without_any_key_the_application_starts_and_says_what_to_do() {
    contexts.run(
        context -> {
          assertThat(context).hasNotFailed();
          Router router = context.getBean(Router.class);
          assertThatThrownBy(() -> router.ask("hi"))
              .isInstanceOf(RouterException.class)
              .hasMessageContaining("the router has no lane")
              .hasMessageContaining("GROQ_API_KEY");
        });
  }

  @Test
  void a_key_in_the_environment_is_enough() {
    contexts
        .withPropertyValues("GROQ_API_KEY=k-1")
        .run(
            context ->
                assertThat(context.getBean(Router.class).status().lanes())
                    .isNotEmpty()
                    .allMatch(lane -> lane.lane().provider().equals("groq")));
  }

  @Test
  void what_is_wrong_stops_the_start_with_setting_value_and_rule() {
    withVendor
        .withPropertyValues("laneway.lanes[0].id=acme/a", "laneway.routes.fast.lanes=acme/zzz")
        .run(
            context -> {
              assertThat(context).hasFailed();
              assertThat(context.getStartupFailure())
                  .rootCause()
                  .hasMessageContaining("route 'fast' names lane 'acme/zzz'");
            });
  }

  @Test
  void a_name_that_nobody_knows_is_refused() {
    withVendor
        .withPropertyValues("laneway.lanes[0].id=acme/a", "laneway.lanes[0].wieght=3")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("laneway.lanes[0].wieght"));
  }

  @Test
  void what_the_spring_ai_bridge_reads_is_refused_where_it_is_not_there() {
    withVendor
        .withPropertyValues("laneway.lanes[0].id=acme/a", "laneway.spring-ai.chat.model=acme/a")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessage(
                        "spring-ai is told [chat], which needs dev.laneway:bridge-spring-ai"));
  }

  @Test
  void a_variable_that_nobody_has_set_is_no_key() {
    contexts
        .withPropertyValues(
            "laneway.accounts.groq.api-key=${NOT_SET_ANYWHERE}", "laneway.lanes[0].id=groq/m")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessage(
                        "account 'groq': api-key is taken from ${NOT_SET_ANYWHERE}, which is not"
                            + " set"));
  }

  @Test
  void a_variable_that_nobody_has_set_is_no_part_of_a_setting() {
    for (String setting :
        List.of("api-key=sk-${NOPE}", "headers.X-A=Bearer ${NOPE}", "project=${NOPE}")) {
      contexts
          .withPropertyValues("laneway.accounts.groq.api-key=k", "laneway.lanes[0].id=groq/m")
          .withPropertyValues("laneway.accounts.groq." + setting)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .hasMessageContaining("is taken from ${NOPE}, which is not set")
                      .hasMessageNotContaining("Bearer"));
    }
  }

  @Test
  void a_router_of_ones_own_takes_the_place_of_ours() {
    contexts
        .withUserConfiguration(OwnRouter.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(Router.class);
              assertThat(context).hasBean("mine");
              assertThat(context).doesNotHaveBean(RouterBlueprint.class);
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnRouter {

    @Bean
    Router mine() {
      ScriptedProvider vendor = ScriptedProvider.create();
      return Router.builder().provider(vendor.asFactory("acme")).lane("acme/a").build();
    }
  }

  @Test
  void customizers_are_applied_in_their_order_after_the_properties() {
    withVendor
        .withUserConfiguration(Customizers.class)
        .withPropertyValues("laneway.lanes[0].id=acme/a")
        .run(
            context -> {
              assertThat(context.getBean(Customizers.class).order).containsExactly("one", "two");
              Router router = context.getBean(Router.class);
              CallOptions late = CallOptions.builder().route("late").build();
              assertThat(router.chat(ChatRequest.of("hi"), late).text()).isEqualTo("from a");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {

    final List<String> order = new ArrayList<>();

    @Bean
    @Order(2)
    RouterBuilderCustomizer second() {
      return builder -> order.add("two");
    }

    @Bean
    @Order(1)
    RouterBuilderCustomizer first() {
      return builder -> {
        order.add("one");
        builder.route("late", route -> route.fallback("acme/a"));
      };
    }
  }

  @Test
  void beans_of_ones_own_are_picked_up() {
    contexts
        .withUserConfiguration(OwnBeans.class)
        .withPropertyValues("laneway.lanes[0].id=mine/x", "laneway.lanes[1].id=mine/y")
        .run(
            context -> {
              Router router = context.getBean(Router.class);
              assertThat(router.chat(ChatRequest.of("hi")).text()).isEqualTo("from y");
              RouterEvent event =
                  context.getBean(Listening.class).events.poll(10, TimeUnit.SECONDS);
              assertThat(event).isInstanceOf(RouterEvent.AttemptFinished.class);
            });
  }

  static class Listening implements RouterListener {

    final BlockingQueue<RouterEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void onEvent(RouterEvent event) {
      events.add(event);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnBeans {

    @Bean
    ProviderFactory mine() {
      ScriptedProvider vendor = ScriptedProvider.create();
      vendor.model("y").answers("from y");
      return vendor.asFactory("mine");
    }

    @Bean
    RoutingStrategy lastFirst() {
      return (eligible, context) -> eligible.subList(1, 2);
    }

    @Bean
    Listening listening() {
      return new Listening();
    }
  }

  @Test
  void connection_details_take_the_place_of_properties() {
    contexts
        .withUserConfiguration(Details.class)
        .withPropertyValues("laneway.accounts.ollama.base-url=http://localhost:1")
        .withPropertyValues("laneway.lanes[0].id=ollama/llama3.2")
        .run(
            context ->
                assertThat(context.getBean(Router.class).check())
                    .first()
                    .satisfies(
                        check ->
                            assertThat(check.endpoint().orElseThrow().url())
                                .hasHost("localhost")
                                .hasPort(2)));
  }

  @Configuration(proxyBeanMethods = false)
  static class Details {

    @Bean
    AccountConnectionDetails ollama() {
      return new AccountConnectionDetails() {
        @Override
        public String account() {
          return "ollama";
        }

        @Override
        public URI baseUrl() {
          return URI.create("http://localhost:2");
        }
      };
    }
  }
}
