/** One adapter for the many vendors that speak the OpenAI protocol. */
module dev.laneway.provider.openai {
  requires transitive dev.laneway.provider.http;
  requires static transitive org.jspecify;

  exports dev.laneway.provider.openai;

  provides dev.laneway.api.spi.ProviderFactory with
      dev.laneway.provider.openai.Vendors.OpenAi,
      dev.laneway.provider.openai.Vendors.OpenRouter,
      dev.laneway.provider.openai.Vendors.Mistral,
      dev.laneway.provider.openai.Vendors.HuggingFace,
      dev.laneway.provider.openai.Vendors.DeepSeek,
      dev.laneway.provider.openai.Vendors.Cerebras,
      dev.laneway.provider.openai.Vendors.Together,
      dev.laneway.provider.openai.Vendors.Fireworks,
      dev.laneway.provider.openai.Vendors.Xai,
      dev.laneway.provider.openai.Vendors.GitHubModels,
      dev.laneway.provider.openai.Vendors.LiteLlm,
      dev.laneway.provider.openai.Vendors.Vllm,
      dev.laneway.provider.openai.Vendors.LmStudio,
      dev.laneway.provider.openai.Vendors.LlamaCpp,
      dev.laneway.provider.openai.Vendors.AnyServer;
}
