package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingResponse;

class RouterEmbeddingModelTest {

  private final TwoVendors vendors = new TwoVendors();

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void texts_and_documents_become_vectors_in_their_order() {
    vendors.reply(ChatCompletions.vectors(2));
    RouterEmbeddingModel model = RouterEmbeddingModel.of(vendors.router);
    EmbeddingResponse response = model.embedForResponse(List.of("one", "two"));
    assertThat(response.getResults()).extracting(e -> e.getOutput()[1]).containsExactly(0f, 1f);
    assertThat(response.getMetadata().getUsage().getPromptTokens()).isEqualTo(4);
    vendors.one.nowReplies(ChatCompletions.vectors(1));
    vendors.other.nowReplies(ChatCompletions.vectors(1));
    assertThat(model.embed(new Document("a page"))).containsExactly(0.5f, 0f);
  }

  @Test
  void the_length_of_vectors_costs_no_call() {
    vendors.reply(ChatCompletions.vectors(1));
    RouterEmbeddingModel told =
        RouterEmbeddingModel.of(
            vendors.router, EmbeddingOptions.builder().dimensions(256).model("vectors").build());
    assertThat(told.dimensions()).isEqualTo(256);
    RouterEmbeddingModel model = RouterEmbeddingModel.of(vendors.router);
    assertThatThrownBy(model::dimensions).hasMessageContaining("embedding.dimensions");
    assertThat(vendors.one.requests()).isEmpty();
    assertThat(vendors.other.requests()).isEmpty();
    model.embed("a text");
    assertThat(model.dimensions()).isEqualTo(2);
    told.embed("a text");
    assertThat(vendors.other.lastRequest().bodyText()).contains("\"dimensions\":256");
  }
}
