package dev.laneway.spring;

import java.net.URI;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.ollama.OllamaContainer;

/** {@code @ServiceConnection} on an Ollama container becomes the account {@code ollama}. */
final class OllamaContainerConnectionDetailsFactory
    extends ContainerConnectionDetailsFactory<OllamaContainer, AccountConnectionDetails> {

  @Override
  protected AccountConnectionDetails getContainerConnectionDetails(
      ContainerConnectionSource<OllamaContainer> source) {
    return new OllamaConnectionDetails(source);
  }

  private static final class OllamaConnectionDetails
      extends ContainerConnectionDetails<OllamaContainer> implements AccountConnectionDetails {

    OllamaConnectionDetails(ContainerConnectionSource<OllamaContainer> source) {
      super(source);
    }

    @Override
    public String account() {
      return "ollama";
    }

    @Override
    public URI baseUrl() {
      return URI.create(getContainer().getEndpoint());
    }
  }
}
