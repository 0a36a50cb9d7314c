/** Ollama over its native protocol. */
module dev.laneway.provider.ollama {
  requires transitive dev.laneway.api;
  requires dev.laneway.provider.http;
  requires static transitive org.jspecify;

  exports dev.laneway.provider.ollama;

  provides dev.laneway.api.spi.ProviderFactory with
      dev.laneway.provider.ollama.OllamaFactory;
}
