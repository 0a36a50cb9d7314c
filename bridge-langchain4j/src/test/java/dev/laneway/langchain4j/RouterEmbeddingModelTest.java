package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.output.Response;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // LangChain4j says of the usage that it may be absent
class RouterEmbeddingModelTest {

  private final TwoVendors vendors = new TwoVendors();

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void texts_become_vectors_in_their_order_and_their_length_costs_no_call() {
    vendors.reply(ChatCompletions.vectors(2));
    RouterEmbeddingModel model = RouterEmbeddingModel.of(vendors.router);
    assertThatThrownBy(model::dimension).hasMessageContaining("must be told");
    assertThat(RouterEmbeddingModel.of(vendors.router, "vectors", 7).dimension()).isEqualTo(7);
    assertThat(vendors.asked()).isZero();
    Response<List<Embedding>> response =
        model.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")));
    assertThat(response.content()).extracting(e -> e.vector()[1]).containsExactly(0f, 1f);
    assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(4);
    assertThat(model.dimension()).isEqualTo(2);
  }

  @Test
  void no_texts_become_no_vectors_without_a_call() {
    assertThat(RouterEmbeddingModel.of(vendors.router).embedAll(List.of()).content()).isEmpty();
    assertThat(vendors.asked()).isZero();
  }

  @Test
  void an_error_is_of_their_family() {
    RouterEmbeddingModel model = RouterEmbeddingModel.of(vendors.router, "nowhere", 7);
    assertThatThrownBy(() -> model.embed("text")).isInstanceOf(ModelNotFoundException.class);
  }
}
