package dev.laneway.api;

/** Who speaks. */
public enum Role {
  /** The application, to set the scene. */
  SYSTEM,
  /** The person, or the program in its place. */
  USER,
  /** The model. */
  ASSISTANT,
  /** A tool, answering a call of the model. */
  TOOL
}
