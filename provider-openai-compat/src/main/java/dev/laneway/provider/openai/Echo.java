package dev.laneway.provider.openai;

/** Which reasoning a vendor wants to see again in the next turn. */
public enum Echo {
  /** None. */
  NEVER,
  /** That of turns that ask for tools. */
  TOOL_LOOPS,
  /** All of it. */
  ALWAYS
}
