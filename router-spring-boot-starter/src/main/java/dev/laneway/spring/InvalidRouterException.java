package dev.laneway.spring;

/** The router could not be made from what properties and beans said. */
final class InvalidRouterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidRouterException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
