package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ToolCall;
import dev.laneway.integration.wire.Mutations.Mutation;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One recording of each kind of each vendor, damaged: whatever comes, there is an answer that holds
 * what it shows, or a clear failure, and never a part of an answer as if it were the whole.
 */
class MutationsTest {

  private static final boolean FULL = Boolean.getBoolean("laneway.full");
  private static final int CUTS = FULL ? 2000 : 15;
  private static final double SHARE = FULL ? 0.2 : 0.005;

  private static Stream<DynamicTest> each(Consumer<Mutations> check) {
    return WireFile.all().stream()
        .filter(file -> Scope.outside(file).isEmpty())
        .filter(file -> FULL || file.name().endsWith("-1.json"))
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check.accept(of(file))));
  }

  private static Mutations of(WireFile file) {
    Random random = new Random(file.name().hashCode());
    return new Mutations(file, () -> random.nextDouble() < SHARE);
  }

  @TestFactory
  Stream<DynamicTest> line_ends_and_marks_change_nothing() {
    return each(
        mutations -> {
          Played plain = Played.at(mutations.file(), mutations.whole(), false);
          mutations.dressed().forEach(dressed -> changesNothing(mutations, plain, dressed));
        });
  }

  private static void changesNothing(Mutations mutations, Played plain, Mutation dressed) {
    Played played = Played.at(mutations.file(), dressed, false);
    if (plain instanceof Played.Failed expected) {
      assertThat(played).as(dressed.name()).isInstanceOf(Played.Failed.class);
      assertThat(((Played.Failed) played).failure().kind())
          .as(dressed.name())
          .isEqualTo(expected.failure().kind());
    } else {
      assertThat(told(played)).as(dressed.name()).isEqualTo(told(plain));
    }
  }

  @TestFactory
  Stream<DynamicTest> what_was_cut_is_never_taken_for_the_whole() {
    return each(
        mutations -> {
          Played plain = Played.at(mutations.file(), mutations.whole(), false);
          mutations
              .cuts(CUTS)
              .forEach(
                  cut -> {
                    requireWhole(plain, cut, Played.at(mutations.file(), cut, false));
                    requireWhole(plain, cut, Played.at(mutations.file(), cut, true));
                  });
        });
  }

  /** Before an error that ends a stream there may be an answer that says it is whole. */
  private static void requireWhole(Played plain, Mutation cut, Played played) {
    requireSound(cut, played);
    if (!(played instanceof Played.Failed || plain instanceof Played.Failed)) {
      assertThat(told(played)).as(cut.name()).isEqualTo(told(plain));
    }
  }

  @TestFactory
  Stream<DynamicTest> odd_values_and_orders_end_in_an_answer_or_a_clear_failure() {
    return each(
        mutations ->
            Stream.concat(mutations.odd(), mutations.shuffled())
                .forEach(odd -> requireSound(odd, Played.at(mutations.file(), odd, false))));
  }

  private static void requireSound(Mutation mutation, Played played) {
    String what = mutation.name();
    if (played instanceof Played.Failed failed) {
      assertThat(failed.failure().detail()).as(what).doesNotContain("the adapter failed");
    } else if (played instanceof Played.Embedded embedded) {
      assertThat(embedded.reply().vectors()).as(what).noneMatch(vector -> vector.length == 0);
    } else if (played instanceof Played.Replied whole) {
      requireSound(what, whole.reply());
    } else if (played instanceof Played.Streamed streamed) {
      requireSound(what, streamed.reply());
      assertThat(streamed.text()).as(what).isEqualTo(streamed.reply().text());
    }
  }

  private static void requireSound(String what, ChatReply reply) {
    assertThat(reply.usage().inputTokens()).as(what).isNotNegative();
    assertThat(reply.usage().outputTokens()).as(what).isNotNegative();
    assertThat(reply.toolCalls()).as(what).noneMatch(call -> call.name().isEmpty());
  }

  /** What an application sees of an answer; spacing within a tool's arguments is not. */
  private static List<String> told(Played played) {
    if (played instanceof Played.Streamed streamed) {
      return told(streamed.reply());
    }
    if (played instanceof Played.Replied whole) {
      return told(whole.reply());
    }
    return List.of(played.getClass().getSimpleName());
  }

  private static List<String> told(ChatReply reply) {
    return List.of(
        reply.text(),
        reply.finishReason().name(),
        reply.toolCalls().stream()
            .map(ToolCall::arguments)
            .toList()
            .toString()
            .replaceAll("\\s", ""));
  }
}
