package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  private static final FailureDetails DETAILS = FailureDetails.of(500, "no");

  private static Class<?> classOf(Reason reason) {
    return Failures.theirs(RouterException.because(reason, "no").build()).getClass();
  }

  private static Class<?> classOf(ProviderFailure last) {
    return Failures.theirs(RouterException.because(Reason.UNAVAILABLE, "no").failure(last).build())
        .getClass();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void ours_is_the_cause_and_says_the_same(Reason reason) {
    RouterException ours = RouterException.because(reason, "what to do").build();
    assertThat(Failures.theirs(ours)).hasCause(ours).hasMessage("what to do");
  }

  @Test
  void a_reason_has_its_class() {
    assertThat(classOf(Reason.LIMITED)).isEqualTo(RateLimitException.class);
    assertThat(classOf(Reason.DEADLINE)).isEqualTo(TimeoutException.class);
    assertThat(classOf(Reason.REJECTED)).isEqualTo(InvalidRequestException.class);
    assertThat(classOf(Reason.REFUSED)).isEqualTo(ContentFilteredException.class);
    assertThat(classOf(Reason.BUDGET)).isEqualTo(NonRetriableException.class);
    assertThat(classOf(Reason.UNAVAILABLE)).isEqualTo(InternalServerException.class);
  }

  @Test
  void where_every_lane_failed_the_last_failure_tells() {
    assertThat(classOf(new ProviderFailure.Unauthorized(DETAILS, "set the key")))
        .isEqualTo(AuthenticationException.class);
    assertThat(classOf(new ProviderFailure.ModelGone(DETAILS)))
        .isEqualTo(ModelNotFoundException.class);
    assertThat(classOf(new ProviderFailure.CreditSpent(DETAILS, Optional.empty())))
        .isEqualTo(RateLimitException.class);
    assertThat(
            classOf(
                new ProviderFailure.Unavailable(
                    DETAILS, ProviderFailure.Unavailable.Cause.TIMEOUT, Optional.empty())))
        .isEqualTo(TimeoutException.class);
  }
}
