package io.plimsoll.center.server.http;

import io.plimsoll.center.server.database.DatabaseFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns everything that goes wrong in a route into a problem. What is not foreseen is logged whole and told as
/// `internal` without its details.
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        return answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unknownRoute(NoHandlerFoundException e) {
        return answer(404, "route-unknown", "there is no " + e.getHttpMethod() + " " + e.getRequestURL());
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMethod(HttpRequestMethodNotSupportedException e) {
        return answer(405, "method-not-allowed", "this route does not know " + e.getMethod());
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMediaType(HttpMediaTypeException e) {
        return answer(415, "media-type-unsupported", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(ServletRequestBindingException e) {
        return answer(400, "request-invalid", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(TypeMismatchException e) {
        return answer(400, "request-invalid", "'" + e.getPropertyName() + "' cannot be '" + e.getValue() + "'");
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getMostSpecificCause() instanceof ProblemException problem) {
            return answer(problem.problem());
        }
        String why = e.getMostSpecificCause() instanceof JacksonException json ? mistake(json) : "it cannot be read";
        return answer(400, "request-invalid", "the body is not the JSON of this route: " + why);
    }

    /// In the words of who sent it: the library's own tell of our classes.
    private static String mistake(JacksonException e) {
        String place = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "it has no '" + place + "'";
            case DatabindException other ->
                place.isEmpty() ? "it is of another kind" : "'" + place + "' is of another kind, or no value of it";
            default -> e.getOriginalMessage();
        };
    }

    @ExceptionHandler
    ResponseEntity<Problem> database(DatabaseFailure e, HttpServletRequest request) {
        LOG.error("{} failed", route(request), e);
        return answer(
                503, "database-unavailable", "the database does not answer; try again, then see the server's log");
    }

    /// The caller went away while being answered: there is nobody to tell.
    @ExceptionHandler
    void gone(IOException e) {
        LOG.debug("a caller went away", e);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unforeseen(Exception e, HttpServletRequest request) {
        LOG.error("{} failed", route(request), e);
        return answer(500, "internal", "the server failed; see its log");
    }

    /// As the contract writes it: what is in the place of `{token}` may be a secret.
    private static String route(HttpServletRequest request) {
        return request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }

    private static ResponseEntity<Problem> answer(int status, String code, String detail) {
        return answer(Problem.of(status, code, detail, List.of()));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(problem);
    }
}
