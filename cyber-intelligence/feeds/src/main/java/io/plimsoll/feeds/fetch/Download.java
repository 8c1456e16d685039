package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings one source's file from one of its addresses, in as many attempts as it takes: each goes on where the one
/// before broke off. Attempts that brought nothing are few.
final class Download {
    private static final int MOST_VAIN = 4;
    private static final int MOST_ATTEMPTS = 200;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /// How it ended well.
    sealed interface Arrival {
        /// The file is in [Partial#file].
        record Whole(Validators version) implements Arrival {}

        /// The server has the version that is known.
        record NotModified() implements Arrival {}
    }

    private final Exchange exchange;
    private final Upstream source;
    private final Partial partial;
    private final Network network;
    private final Surroundings surroundings;
    private final long deadline;

    Download(Exchange exchange, Upstream source, Partial partial, Network network, Surroundings surroundings) {
        this.exchange = exchange;
        this.source = source;
        this.partial = partial;
        this.network = network;
        this.surroundings = surroundings;
        this.deadline = System.nanoTime() + network.patience().toNanos();
    }

    /// @param known the version that lies in the folder; without a name if none came from there
    Arrival from(URI url, Validators known) throws FetchFailure, IOException, InterruptedException {
        int vain = 0;
        for (int attempt = 1; ; attempt++) {
            long before = partial.length();
            try {
                return once(url, known);
            } catch (FetchFailure e) {
                vain = partial.length() > before ? 0 : vain + 1;
                if (!e.isPassing() || vain >= MOST_VAIN || attempt >= MOST_ATTEMPTS) {
                    throw e;
                }
                pause(e, vain);
            }
        }
    }

    private void pause(FetchFailure failure, int vain) throws FetchFailure, InterruptedException {
        Duration delay = failure.delay() == null ? Delay.before(Math.max(vain - 1, 0)) : failure.delay();
        if (delay.compareTo(Delay.MOST) > 0) {
            throw FetchFailure.lasting(failure.getMessage() + ", for " + delay.toSeconds() + " s");
        }
        if (System.nanoTime() + delay.toNanos() - deadline > 0) {
            throw FetchFailure.lasting(failure.getMessage() + ", and there is no time left to try again");
        }
        surroundings.pause().of(delay);
    }

    private Arrival once(URI url, Validators known) throws FetchFailure, IOException, InterruptedException {
        String version = partial.versionAt(url);
        if (version.isEmpty()) {
            partial.discard();
        }
        long at = partial.length();
        Map<String, String> headers = new LinkedHashMap<>(at == 0 ? known.unlessSame() : Map.of());
        if (at > 0) {
            headers.put("Range", "bytes=" + at + "-");
            headers.put("If-Range", version);
        }
        HttpResponse<InputStream> response = exchange.get(url, headers, source.token());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case 200 -> whole(url, response, body);
                case 206 -> rest(response, body, at);
                case 304 -> notModified(headers);
                default -> throw refused(response);
            };
        }
    }

    private static Arrival notModified(Map<String, String> asked) throws FetchFailure {
        if (!asked.containsKey("If-None-Match") && !asked.containsKey("If-Modified-Since")) {
            throw FetchFailure.lasting("it answers 'not modified' (304) to somebody who asked for the file");
        }
        return new Arrival.NotModified();
    }

    private Arrival whole(URI url, HttpResponse<InputStream> response, InputStream body)
            throws FetchFailure, IOException {
        Validators version = Validators.of(response.headers());
        checkEncoding(response);
        checkLength(response.headers().firstValueAsLong("Content-Length").orElse(0));
        try (FileChannel out = partial.begin(url, version)) {
            copy(body, out, 0);
        }
        return arrived(response, version);
    }

    private Arrival rest(HttpResponse<InputStream> response, InputStream body, long at)
            throws FetchFailure, IOException {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        if (at == 0 || !range.matches() || Long.parseLong(range.group(1)) != at) {
            partial.discard();
            throw FetchFailure.passing("it sent another part than asked for", null);
        }
        checkEncoding(response);
        long total = range.group(2).equals("*") ? 0 : Long.parseLong(range.group(2));
        checkLength(total);
        try (FileChannel out = partial.goOn()) {
            copy(body, out, at);
        }
        if (total > 0 && partial.length() != total) {
            throw FetchFailure.passing("only " + partial.length() + " of " + total + " bytes came", null);
        }
        return arrived(response, Validators.of(response.headers()));
    }

    private Arrival arrived(HttpResponse<InputStream> response, Validators version) throws FetchFailure, IOException {
        try {
            Integrity.check(response.headers(), partial.file());
        } catch (FetchFailure e) {
            partial.discard();
            throw e;
        }
        return new Arrival.Whole(version);
    }

    private void copy(InputStream body, FileChannel out, long at) throws FetchFailure, IOException {
        byte[] buffer = new byte[1 << 16];
        long length = at;
        try (Watch watch = new Watch(body, deadline, network.silence())) {
            for (int read = read(body, buffer, watch); read >= 0; read = read(body, buffer, watch)) {
                length += read;
                checkLength(length);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        }
    }

    /// Only what the network does is a failure of the source; a full disk is not.
    private static int read(InputStream body, byte[] buffer, Watch watch) throws FetchFailure {
        try {
            int read = body.read(buffer);
            watch.alive();
            if (watch.verdict() != null) {
                throw FetchFailure.passing(watch.verdict(), null);
            }
            return read;
        } catch (IOException e) {
            if (watch.verdict() != null) {
                throw FetchFailure.passing(watch.verdict(), null);
            }
            throw FetchFailure.broken(e);
        }
    }

    private void checkLength(long length) throws FetchFailure, IOException {
        if (length > source.maximumBytes()) {
            partial.discard();
            throw FetchFailure.lasting(
                    "it has more than the " + source.maximumBytes() + " bytes allowed ('maximum-megabytes')");
        }
    }

    private static void checkEncoding(HttpResponse<InputStream> response) throws FetchFailure {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw FetchFailure.lasting("it sends the encoding '" + encoding + "', which was not asked for");
        }
    }

    private FetchFailure refused(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        Duration asked = Delay.asked(response.headers(), surroundings.clock().instant());
        return switch (status) {
            case 429 -> FetchFailure.passing("it asks for fewer requests (429)", asked);
            case 408, 500, 502, 503, 504 -> FetchFailure.passing("it is not available (" + status + ")", asked);
            case 401, 403, 407 -> FetchFailure.lasting("it does not let us in (" + status + ")" + hint());
            case 416 -> {
                partial.discard();
                yield FetchFailure.passing("it has no such part any more (416)", null);
            }
            default -> FetchFailure.lasting("it answers with status " + status);
        };
    }

    private String hint() {
        return source.token() == null
                ? ""
                : "; is the environment variable " + source.token().variable() + " set?";
    }
}
