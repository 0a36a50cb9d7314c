package dev.laneway.api;

/** Something that a lane can do. */
public enum Capability {
  /** Answers chats. */
  CHAT,
  /** Answers in pieces. */
  STREAM,
  /** Asks for tools. */
  TOOLS,
  /** Can be told which tool to ask for. */
  TOOL_CHOICE,
  /** Sees images. */
  IMAGES,
  /** Hears sound. */
  AUDIO,
  /** Sees moving pictures. */
  VIDEO,
  /** Reads documents. */
  DOCUMENTS,
  /** Fetches media by address. */
  MEDIA_BY_ADDRESS,
  /** Answers by a JSON schema. */
  SCHEMA,
  /** Can be told how much to think. */
  REASONING,
  /** Takes a seed. */
  SEED,
  /** Goes on from a text that ends with the model's own turn. */
  PREFILL,
  /** Searches the web by itself. */
  WEB_SEARCH,
  /** Runs code by itself. */
  CODE_EXECUTION,
  /** Reads pages by itself. */
  URL_CONTEXT,
  /** Turns texts into vectors. */
  EMBED,
  /** Counts tokens without answering. */
  COUNT_TOKENS,
  /** Lists its models. */
  LIST_MODELS
}
