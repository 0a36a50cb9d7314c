package dev.laneway.api;

/** A tool that the vendor runs itself; lanes whose vendor has no such tool are not eligible. */
public enum BuiltInTool {
  /** Answers are grounded in a web search and come with citations. */
  WEB_SEARCH,
  /** The model writes code and the vendor runs it. */
  CODE_EXECUTION,
  /** The model reads the pages whose addresses stand in the prompt. */
  URL_CONTEXT
}
