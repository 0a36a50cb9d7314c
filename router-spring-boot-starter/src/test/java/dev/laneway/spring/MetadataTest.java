package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.core.Router;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an editor is told about properties. */
class MetadataTest {

  private final JsonNode metadata = ours();

  private static JsonNode ours() {
    try {
      for (URL file :
          Collections.list(
              MetadataTest.class
                  .getClassLoader()
                  .getResources("META-INF/spring-configuration-metadata.json"))) {
        try (InputStream in = file.openStream()) {
          JsonNode tree = JsonMapper.builder().build().readTree(in);
          if (tree.toString().contains("\"laneway.lanes\"")) {
            return tree;
          }
        }
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    throw new AssertionError("the starter has no metadata");
  }

  @Test
  void every_property_has_a_description() {
    List<String> bare = new ArrayList<>();
    for (JsonNode property : metadata.get("properties")) {
      if (property.path("description").asText().isBlank()) {
        bare.add(property.get("name").asText());
      }
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void every_setting_of_the_tree_is_among_the_properties() {
    List<String> names = names("properties");
    for (RecordComponent component : LanewayProperties.class.getRecordComponents()) {
      String name =
          "laneway." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(names).anyMatch(known -> known.equals(name) || known.startsWith(name + "."));
    }
  }

  @Test
  void the_properties_have_the_components_of_the_configuration() {
    assertThat(components(LanewayProperties.class))
        .containsAll(components(dev.laneway.core.RouterConfig.class));
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @Test
  void strategies_that_are_offered_exist() {
    List<String> offered = values("laneway.strategy");
    assertThat(offered).hasSize(8);
    for (String strategy : offered) {
      Router.builder().lane("ollama/x").strategy(strategy).build().close();
    }
  }

  @Test
  void all_providers_are_offered() {
    List<String> ids =
        ServiceLoader.load(ProviderFactory.class).stream()
            .map(service -> service.get().id())
            .toList();
    assertThat(values("laneway.accounts.keys")).containsExactlyInAnyOrderElementsOf(ids);
  }

  private List<String> names(String part) {
    return StreamSupport.stream(metadata.get(part).spliterator(), false)
        .map(node -> node.get("name").asText())
        .toList();
  }

  private List<String> values(String hint) {
    return StreamSupport.stream(metadata.get("hints").spliterator(), false)
        .filter(node -> node.get("name").asText().equals(hint))
        .flatMap(node -> StreamSupport.stream(node.get("values").spliterator(), false))
        .map(node -> node.get("value").asText())
        .toList();
  }
}
