package io.plimsoll.center.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Problem details (RFC 9457).
record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable List<String> mistakes) {
    static Problem of(int status, String code, String detail, List<String> mistakes) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem(
                "urn:plimsoll:problem:" + code,
                known == null ? "Error" : known.getReasonPhrase(),
                status,
                code,
                detail,
                mistakes.isEmpty() ? null : mistakes);
    }
}
