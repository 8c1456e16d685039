package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Intelligence over HTTP.
@RestController
final class IntelligenceApi {
    private static final long LARGEST = 2L << 30;

    private final Intelligence intelligence;
    private final TrustedKeys keys;

    IntelligenceApi(Intelligence intelligence, TrustedKeys keys) {
        this.intelligence = intelligence;
        this.keys = keys;
    }

    @GetMapping("/api/v1/intelligence")
    @Permission("intelligence.read")
    IntelligenceView status() {
        return IntelligenceView.of(intelligence);
    }

    @PutMapping(path = "/api/v1/intelligence/bundle", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Permission("intelligence.write")
    IntelligenceView take(Caller caller, HttpServletRequest request) throws IOException {
        try (InputStream content = new Bounded(request.getInputStream(), LARGEST)) {
            intelligence.take(content, caller.name(), caller.source());
            return IntelligenceView.of(intelligence);
        } catch (BundleRefusedException e) {
            throw refused(e);
        }
    }

    private ProblemException refused(BundleRefusedException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case UNKNOWN_KEY ->
                new ProblemException(
                        403,
                        "bundle-key-unknown",
                        message + "; if you trust its maker, put the public key as a file *.pub into " + keys.folder()
                                + " on the server");
            case ROLLBACK -> new ProblemException(409, "bundle-older", message);
            case OTHER_BASE -> new ProblemException(409, "bundle-other-base", message);
            case TAMPERED -> new ProblemException(400, "bundle-tampered", message);
            case NEWER_FORMAT -> new ProblemException(400, "bundle-newer", message);
            case UNREADABLE, NOT_A_BUNDLE, TRUNCATED, MALFORMED -> new ProblemException(400, "bundle-invalid", message);
        };
    }

    /// A stream that may not be longer than expected.
    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new ProblemException(413, "body-too-large", "a bundle has at most " + LARGEST + " bytes");
            }
        }
    }
}
