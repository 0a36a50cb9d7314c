/** Groq, on top of the OpenAI-compatible adapter. */
module dev.laneway.provider.groq {
  requires transitive dev.laneway.provider.openai;
  requires static transitive org.jspecify;

  exports dev.laneway.provider.groq;

  provides dev.laneway.api.spi.ProviderFactory with
      dev.laneway.provider.groq.GroqFactory;
}
