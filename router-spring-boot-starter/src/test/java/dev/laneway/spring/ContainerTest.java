package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.ollama.OllamaContainer;

/** An Ollama container is an account. */
class ContainerTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportTestcontainers(Containers.class)
  static class Application {}

  interface Containers {
    @ServiceConnection OllamaContainer OLLAMA = pretended();

    /** Says that it runs: a real one asks for Docker as soon as it is made. */
    private static OllamaContainer pretended() {
      OllamaContainer container = mock(OllamaContainer.class);
      when(container.isRunning()).thenReturn(true);
      when(container.getEndpoint()).thenReturn("http://ollama.test:4711");
      return container;
    }
  }

  @Test
  void a_service_connection_tells_where_ollama_is() {
    new ApplicationContextRunner()
        .withUserConfiguration(Application.class)
        .withPropertyValues("laneway.lanes[0]=ollama/llama3.2")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBeansOfType(ConnectionDetails.class).values())
                  .filteredOn(AccountConnectionDetails.class::isInstance)
                  .singleElement()
                  .satisfies(
                      details -> {
                        AccountConnectionDetails ollama = (AccountConnectionDetails) details;
                        assertThat(ollama.account()).isEqualTo("ollama");
                        assertThat(ollama.baseUrl()).hasToString("http://ollama.test:4711");
                      });
            });
  }
}
