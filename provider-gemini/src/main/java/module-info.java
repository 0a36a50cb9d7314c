/** Google Gemini over its native protocol. */
module dev.laneway.provider.gemini {
  requires transitive dev.laneway.api;
  requires dev.laneway.provider.http;
  requires static transitive org.jspecify;

  exports dev.laneway.provider.gemini;

  provides dev.laneway.api.spi.ProviderFactory with
      dev.laneway.provider.gemini.GeminiFactory;
}
