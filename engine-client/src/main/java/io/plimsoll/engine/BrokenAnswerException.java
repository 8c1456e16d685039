package io.plimsoll.engine;

import java.io.IOException;

/// The bytes received are no HTTP answer that we accept.
final class BrokenAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenAnswerException(String reason) {
        super(reason);
    }
}
