package io.plimsoll.center.server.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// An answer that says what went wrong, for the caller (RFC 9457).
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_TEXT = 500;

    private final int status;
    private final String code;
    private final transient List<String> mistakes;

    /// @param status of HTTP
    /// @param code stable word for programs, such as `policy-invalid`
    /// @param detail for people: what happened, with which value, and what to do
    /// @param mistakes all that is wrong with what was sent, one sentence each
    public ProblemException(int status, String code, String detail, List<String> mistakes) {
        super(detail);
        this.status = status;
        this.code = code;
        this.mistakes = List.copyOf(mistakes);
    }

    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    /// Something that was named does not exist.
    public static ProblemException notFound(String code, String detail) {
        return new ProblemException(404, code, detail);
    }

    /// What was sent cannot be taken.
    public static ProblemException invalid(String detail) {
        return new ProblemException(400, "request-invalid", detail);
    }

    /// Refuses a parameter that is none of these words.
    public static String requireOneOf(String parameter, String word, Set<String> words) {
        if (!words.contains(word)) {
            throw invalid("'" + parameter + "' is one of " + String.join(", ", new TreeSet<>(words)) + ", not '" + word
                    + "'");
        }
        return word;
    }

    /// Reads `true` or `false`.
    public static boolean requireTruth(String parameter, String word) {
        return Boolean.parseBoolean(requireOneOf(parameter, word, Set.of("true", "false")));
    }

    /// Refuses a text that is longer than any name, or that no name can be.
    public static String requireText(String parameter, String text) {
        if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw invalid("'" + parameter + "' has at most " + LONGEST_TEXT + " characters, and none of them is NUL");
        }
        return text;
    }

    /// The stable word for programs.
    public String code() {
        return code;
    }

    Problem problem() {
        return Problem.of(status, code, String.valueOf(getMessage()), mistakes);
    }
}
