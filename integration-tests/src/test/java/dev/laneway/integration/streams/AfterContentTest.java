package dev.laneway.integration.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.laneway.api.Attempt;
import dev.laneway.api.Budget;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.Money;
import dev.laneway.api.RouterException;
import dev.laneway.api.StreamRecovery;
import dev.laneway.core.Router;
import dev.laneway.integration.faults.Family;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor that breaks off after something was shown: nothing is lost and nothing told twice. */
class AfterContentTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> WORDS = words(12);
  private static final String TEXT = String.join("", WORDS);

  private static List<String> words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("w" + i + (i % 3 == 0 ? "é🌍 " : " "));
    }
    return words;
  }

  private static String spoken(Family family, List<String> words) {
    StringBuilder body = new StringBuilder();
    words.forEach(word -> body.append(family.piece(word)));
    return body.toString();
  }

  private static VendorReply whole(Family family) {
    return family.stream(spoken(family, WORDS) + family.end());
  }

  private static int bytesOf(Family family, int words) {
    return spoken(family, WORDS.subList(0, words)).getBytes(StandardCharsets.UTF_8).length;
  }

  /** Says what is missing behind the last words of the assistant, as a model would go on. */
  private static String goingOn(String request) {
    try {
      JsonNode messages = JSON.readTree(request).get("messages");
      String before = messages.get(messages.size() - 2).get("content").asText();
      assertThat(TEXT).startsWith(before);
      String missing = TEXT.substring(before.length());
      int half = missing.offsetByCodePoints(0, missing.codePointCount(0, missing.length()) / 2);
      return Family.OPENAI.piece(missing.substring(0, half))
          + Family.OPENAI.piece(missing.substring(half))
          + Family.OPENAI.end();
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  @FunctionalInterface
  private interface Check {
    void on(Heard heard, int shownWords);
  }

  /** After each number of words, in chunks of seeded sizes, in each way of breaking off. */
  private static void cutEverywhere(Family family, StreamRecovery recovery, Check check) {
    Random random = new Random(family.id.length());
    List<BiFunction<VendorReply, Integer, Fault>> cuts = List.of(Fault::cutAfter, Fault::endAfter);
    try (SpeakingVendor second =
        SpeakingVendor.answering(
            recovery == StreamRecovery.CONTINUE
                ? AfterContentTest::goingOn
                : request -> whole(Family.OPENAI).bodyText())) {
      for (int words = 1; words <= WORDS.size(); words++) {
        for (BiFunction<VendorReply, Integer, Fault> cut : cuts) {
          VendorReply reply = whole(family).inChunksOf(1 + random.nextInt(60));
          int further = random.nextInt(8); // within the next event, as often as at its edge
          Fault fault = cut.apply(reply, bytesOf(family, words) + further);
          try (FaultyVendor first = FaultyVendor.that(fault);
              Router router = TwoLanes.of(family, first.url(), second.url("")).build()) {
            check.on(Heard.from(router, TwoLanes.options(recovery)), words);
          }
        }
      }
    }
  }

  private static String first(int words) {
    return String.join("", WORDS.subList(0, words));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void fail_ends_with_an_error_that_carries_what_was_shown(Family family) {
    cutEverywhere(
        family,
        StreamRecovery.FAIL,
        (heard, words) -> {
          assertThat(heard.text()).isEqualTo(first(words));
          assertThat(heard.broken().reason()).isEqualTo(RouterException.Reason.BROKEN);
          assertThat(heard.broken().textSoFar()).contains(first(words));
          assertThat(heard.broken()).hasMessageNotContaining("w0");
          assertThat(heard.receipt().attempts()).hasSize(1);
        });
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void restart_marks_the_change_and_tells_the_whole_answer(Family family) {
    cutEverywhere(
        family,
        StreamRecovery.RESTART,
        (heard, words) -> {
          assertThat(heard.textBeforeSwitch()).isEqualTo(first(words));
          assertThat(heard.textAfterSwitch()).isEqualTo(TEXT);
          assertThat(heard.reply().text()).isEqualTo(TEXT);
          requireOneSwitch(heard, family, StreamRecovery.RESTART);
        });
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void continue_marks_the_change_and_goes_on_without_a_gap(Family family) {
    cutEverywhere(
        family,
        StreamRecovery.CONTINUE,
        (heard, words) -> {
          assertThat(heard.text()).isEqualTo(TEXT);
          assertThat(heard.reply().text()).isEqualTo(TEXT);
          if (words < WORDS.size()) {
            assertThat(heard.textBeforeSwitch()).isEqualTo(first(words));
            requireOneSwitch(heard, family, StreamRecovery.CONTINUE);
          } else {
            assertThat(heard.switches()).isEmpty(); // the other lane had nothing to add
          }
        });
  }

  private static void requireOneSwitch(Heard heard, Family family, StreamRecovery recovery) {
    assertThat(heard.switches())
        .containsExactly(new ChatEvent.Switched(TwoLanes.first(family), TwoLanes.SECOND, recovery));
    assertThat(heard.receipt().attempts())
        .extracting(Attempt::lane)
        .containsExactly(TwoLanes.first(family), TwoLanes.SECOND);
    assertThat(heard.receipt().fallback()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_reset_or_the_vendors_own_error_loses_and_repeats_nothing_either(Family family) {
    String begun = spoken(family, WORDS.subList(0, 5));
    List<Fault> faults =
        List.of(
            Fault.resetAfter(whole(family), bytesOf(family, 5)),
            Fault.reply(family.stream(begun + family.error())),
            Fault.stallAfter(whole(family), bytesOf(family, 5)));
    try (SpeakingVendor second = SpeakingVendor.answering(AfterContentTest::answerTo)) {
      for (Fault fault : faults) {
        try (FaultyVendor first = FaultyVendor.that(fault);
            Router router = TwoLanes.impatient(family, first.url(), second.url(""))) {
          Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.CONTINUE));
          assertThat(heard.text()).describedAs("%s", fault).isEqualTo(TEXT);
          assertThat(heard.reply().text()).isEqualTo(TEXT);
        }
      }
    }
  }

  /** A reset may overtake what was sent before it, and then there is nothing to go on from. */
  private static String answerTo(String request) {
    return request.contains("\"assistant\"") ? goingOn(request) : whole(Family.OPENAI).bodyText();
  }

  @Test
  void each_lane_that_breaks_is_taken_over_by_the_next() {
    Fault third = Fault.cutAfter(whole(Family.OPENAI), bytesOf(Family.OPENAI, 3));
    Fault fifth = Fault.cutAfter(whole(Family.OPENAI), bytesOf(Family.OPENAI, 5));
    try (FaultyVendor first = FaultyVendor.that(third);
        FaultyVendor second = FaultyVendor.that(fifth).then(Fault.reply(whole(Family.OPENAI)));
        Router router = TwoLanes.of(Family.OPENAI, first.url(), second.url()).build()) {
      first.then(Fault.reply(whole(Family.OPENAI)));
      Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.RESTART));

      assertThat(heard.text()).isEqualTo(first(3) + first(5) + TEXT);
      assertThat(heard.textAfterSwitch()).isNotEqualTo(TEXT);
      assertThat(heard.switches()).hasSize(2);
      assertThat(heard.reply().text()).isEqualTo(TEXT);
    }
  }

  @Test
  void both_lanes_are_paid_for_what_they_said() {
    Fault cut = Fault.cutAfter(whole(Family.OPENAI), bytesOf(Family.OPENAI, 6));
    try (FaultyVendor first = FaultyVendor.that(cut);
        RecordedVendor second = RecordedVendor.start().replies(whole(Family.OPENAI));
        Router router =
            TwoLanes.of(Family.OPENAI, first.url(), second.url())
                .budget(Budget.perDay("5.00"))
                .build()) {
      Heard heard = Heard.from(router, TwoLanes.options(StreamRecovery.RESTART));
      List<Attempt> attempts = heard.receipt().attempts();

      Attempt broken = attempts.get(0);
      assertThat(broken.usage().estimated()).isTrue();
      assertThat(broken.usage().inputTokens()).isPositive();
      assertThat(broken.usage().outputTokens()).isPositive();
      assertThat(broken.cost().orElseThrow()).isGreaterThan(Money.ZERO);
      Attempt answered = attempts.get(1);
      assertThat(answered.usage().estimated()).isFalse();
      assertThat(answered.cost()).contains(Money.usd("0.00015")); // 5 at 2 and 7 at 20 a million
      Money both = broken.cost().orElseThrow().plus(answered.cost().orElseThrow());
      assertThat(heard.receipt().cost()).contains(both);
      assertThat(router.status().budgets().get(0).spent()).isEqualTo(both);
      assertThat(router.status().budgets().get(0).reserved()).isEqualTo(Money.ZERO);
    }
  }
}
