package dev.laneway.provider.openai;

/** The ways into this module, one for each vendor, found by {@link java.util.ServiceLoader}. */
public final class Vendors {

  private Vendors() {}

  /** For OpenAI. */
  public static final class OpenAi extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public OpenAi() {
      super(Dialects.OPENAI);
    }
  }

  /** For OpenRouter. */
  public static final class OpenRouter extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public OpenRouter() {
      super(Dialects.OPENROUTER);
    }
  }

  /** For Mistral. */
  public static final class Mistral extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Mistral() {
      super(Dialects.MISTRAL);
    }
  }

  /** For the router of Hugging Face. */
  public static final class HuggingFace extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public HuggingFace() {
      super(Dialects.HUGGING_FACE);
    }
  }

  /** For DeepSeek. */
  public static final class DeepSeek extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public DeepSeek() {
      super(Dialects.DEEPSEEK);
    }
  }

  /** For Cerebras. */
  public static final class Cerebras extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Cerebras() {
      super(Dialects.CEREBRAS);
    }
  }

  /** For Together. */
  public static final class Together extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Together() {
      super(Dialects.TOGETHER);
    }
  }

  /** For Fireworks. */
  public static final class Fireworks extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Fireworks() {
      super(Dialects.FIREWORKS);
    }
  }

  /** For xAI. */
  public static final class Xai extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Xai() {
      super(Dialects.XAI);
    }
  }

  /** For GitHub Models. */
  public static final class GitHubModels extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public GitHubModels() {
      super(Dialects.GITHUB_MODELS);
    }
  }

  /** For a LiteLLM proxy. */
  public static final class LiteLlm extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public LiteLlm() {
      super(Dialects.LITELLM);
    }
  }

  /** For a vLLM server. */
  public static final class Vllm extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public Vllm() {
      super(Dialects.VLLM);
    }
  }

  /** For LM Studio. */
  public static final class LmStudio extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public LmStudio() {
      super(Dialects.LM_STUDIO);
    }
  }

  /** For a llama.cpp server. */
  public static final class LlamaCpp extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public LlamaCpp() {
      super(Dialects.LLAMA_CPP);
    }
  }

  /** For any server that speaks the protocol, by its address. */
  public static final class AnyServer extends OpenAiCompatFactory {

    /** For {@link java.util.ServiceLoader}. */
    public AnyServer() {
      super(Dialects.ANY);
    }
  }
}
