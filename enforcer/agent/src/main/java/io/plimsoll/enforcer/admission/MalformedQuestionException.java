package io.plimsoll.enforcer.admission;

/// The shim sent what cannot be understood. It is answered with a refusal.
final class MalformedQuestionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedQuestionException(String reason) {
        super(reason);
    }
}
