package io.plimsoll.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Status and headers of an HTTP/1.1 answer (RFC 9112), read strictly: engines are Go programs and send nothing odd.
///
/// @param headers by lower-case name; a header sent twice is refused, for two lengths are how answers get smuggled
record ResponseHead(int status, Map<String, String> headers) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 64;

    ResponseHead {
        headers = Map.copyOf(headers);
    }

    static ResponseHead read(EngineInput input) throws IOException {
        String line = input.readLine(LONGEST_LINE);
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new BrokenAnswerException("it does not start with an HTTP/1.1 status line");
        }
        return new ResponseHead(Integer.parseInt(status.group(1)), readHeaders(input));
    }

    private static Map<String, String> readHeaders(EngineInput input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = input.readLine(LONGEST_LINE); !line.isEmpty(); line = input.readLine(LONGEST_LINE)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BrokenAnswerException("a header line has no name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (headers.put(name, line.substring(colon + 1).strip()) != null) {
                throw new BrokenAnswerException("header '" + name + "' comes twice");
            }
            if (headers.size() > MOST_HEADERS) {
                throw new BrokenAnswerException("it has more than " + MOST_HEADERS + " headers");
            }
        }
        return headers;
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /// The body behind this head. An answer that names neither length nor chunks could be cut off unseen, so it is
    /// refused; engines always name one.
    InputStream body(EngineInput input) throws IOException {
        Optional<String> length = header("content-length");
        Optional<String> coding = header("transfer-encoding");
        if (length.isPresent() && coding.isPresent()) {
            throw new BrokenAnswerException("it has a length and chunks at once");
        }
        if (coding.isPresent()) {
            if (!coding.get().equalsIgnoreCase("chunked")) {
                throw new BrokenAnswerException("transfer coding '" + coding.get() + "' is not known");
            }
            return new ChunkedBody(input);
        }
        if (length.isPresent()) {
            return new SizedBody(input, contentLength(length.get()));
        }
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        throw new BrokenAnswerException("it names neither a length nor chunks");
    }

    private static long contentLength(String text) throws BrokenAnswerException {
        if (!text.matches("\\d{1,18}")) {
            throw new BrokenAnswerException("'" + text + "' is no content length");
        }
        return Long.parseLong(text);
    }
}
