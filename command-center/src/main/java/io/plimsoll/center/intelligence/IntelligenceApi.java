package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Intelligence over HTTP.
@RestController
final class IntelligenceApi {
    private static final long LARGEST = 2L << 30;
    /// RFC 3229: what is sent is the difference to what `If-None-Match` names.
    private static final int IM_USED = 226;

    private static final String DELTA = "plimsoll-delta";
    private static final Pattern TAG = Pattern.compile("\"(sha256:[0-9a-f]{64})\"");
    private static final int MOST_TAGS = 10;

    private final Intelligence intelligence;
    private final TrustedKeys keys;

    IntelligenceApi(Intelligence intelligence, TrustedKeys keys) {
        this.intelligence = intelligence;
        this.keys = keys;
    }

    @GetMapping("/api/v1/intelligence")
    @Permission(value = "intelligence.read", reach = Permission.Reach.NOTHING)
    IntelligenceView status() {
        return IntelligenceView.of(intelligence);
    }

    @PutMapping(path = "/api/v1/intelligence/bundle", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Permission("intelligence.write")
    IntelligenceView take(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(name = "allow-older", defaultValue = "false") boolean allowOlder)
            throws IOException {
        try (InputStream content = new Bounded(request.getInputStream(), LARGEST)) {
            intelligence.take(content, allowOlder, caller.name(), caller.source());
            return IntelligenceView.of(intelligence);
        } catch (BundleRefusedException e) {
            throw refused(e);
        }
    }

    /// The bundle, or what leads to it (RFC 3229): its own signature protects it, so whoever trusts its key may use it.
    @GetMapping("/api/v1/intelligence/bundle")
    @Permission(value = "intelligence.read", reach = Permission.Reach.NOTHING)
    void bundle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Digest> known = tags(request.getHeader("If-None-Match"));
        boolean takesDelta = DELTA.equals(request.getHeader("A-IM"));
        switch (intelligence.answer(known, takesDelta)) {
            case BundleAnswer.None() ->
                throw new ProblemException(
                        404,
                        "bundle-none",
                        "this Command Center has no bundle yet; import one with 'plimsoll feed import --center'");
            case BundleAnswer.Same(Digest digest) -> {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                response.setHeader("ETag", tag(digest));
            }
            case BundleAnswer.Whole(Digest digest, InputStream content, long size) ->
                send(response, digest, content, size);
            case BundleAnswer.Delta(Digest digest, Digest from, InputStream content, long size) -> {
                response.setStatus(IM_USED);
                response.setHeader("IM", DELTA);
                response.setHeader("Delta-Base", tag(from));
                send(response, digest, content, size);
            }
        }
    }

    private static void send(HttpServletResponse response, Digest digest, InputStream content, long size)
            throws IOException {
        try (content) {
            response.setHeader("ETag", tag(digest));
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setContentLengthLong(size);
            content.transferTo(response.getOutputStream());
        }
    }

    private static String tag(Digest digest) {
        return '"' + digest.toString() + '"';
    }

    /// Those of the tags that we could have given.
    private static List<Digest> tags(@Nullable String header) {
        return header == null
                ? List.of()
                : TAG.matcher(header)
                        .results()
                        .limit(MOST_TAGS)
                        .map(m -> Digest.parse(m.group(1)))
                        .toList();
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
            case OTHER_FORMAT -> new ProblemException(400, "bundle-format", message);
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
