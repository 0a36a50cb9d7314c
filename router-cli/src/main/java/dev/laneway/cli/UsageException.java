package dev.laneway.cli;

/** The command line is wrong; the message is the one line that is shown. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what is wrong and what would be right. */
  public UsageException(String message) {
    super(message);
  }
}
