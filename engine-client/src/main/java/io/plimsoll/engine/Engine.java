package io.plimsoll.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A container engine that speaks the Docker Engine API on a UNIX socket: Docker, and Podman's compatible service.
///
/// Every call opens a connection of its own, so it may be shared between threads and outlives restarts of the engine.
/// Calls fail with an [EngineException]; interrupting the calling thread ends the call at once.
///
/// Never ask an engine from the path that creates a container: while its runtime runs, the engine holds that
/// container's lock, and inspecting it would wait for us.
public final class Engine {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_REFUSAL_BYTES = 16 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,511}");

    private final Path socket;
    private final Patience patience;
    private volatile @Nullable ApiVersion agreed;

    Engine(Path socket, Patience patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /// The engine behind this socket, such as `/run/docker.sock`. Nothing is opened before the first call.
    public static Engine at(Path socket) {
        return new Engine(socket, Patience.ANSWER);
    }

    public Path socket() {
        return socket;
    }

    /// Asks whether the engine answers, and agrees on the version to speak.
    public void ping() {
        agreed = negotiate();
    }

    public EngineInfo info() {
        return ask("/info", Documents::info);
    }

    /// @param all intermediate images of builds too
    public List<ImageSummary> images(boolean all) {
        return ask("/images/json?all=" + all, list -> list(list, Documents::image));
    }

    /// @param all stopped ones too
    public List<ContainerSummary> containers(boolean all) {
        return ask("/containers/json?all=" + all, list -> list(list, Documents::container));
    }

    public List<NetworkSummary> networks() {
        return ask("/networks", list -> list(list, Documents::network));
    }

    /// The engine's own document about an image; empty if there is none of this name or id.
    public Optional<JsonNode> imageInspect(String name) {
        return find("/images/" + checked(name) + "/json");
    }

    /// The engine's own document about a container; empty if there is none of this name or id.
    public Optional<JsonNode> containerInspect(String name) {
        return find("/containers/" + checked(name) + "/json");
    }

    /// An image as `docker save` writes it. The caller closes the stream. Reading it fails with an [IOException] if the
    /// engine breaks off; it never just ends early.
    public InputStream exportImage(String name) {
        Exchange exchange = open("/images/" + checked(name) + "/get", Patience.IMAGE);
        return new FilterInputStream(exchange.body()) {
            @Override
            public void close() throws IOException {
                exchange.close();
            }
        };
    }

    /// What happens from now on, or from an instant in the past as far as the engine remembers. The caller closes the
    /// stream.
    public EventStream events(Optional<Instant> since) {
        String query = since.map(s -> String.format(Locale.ROOT, "?since=%d.%09d", s.getEpochSecond(), s.getNano()))
                .orElse("");
        return new EventStream(open("/events" + query, Patience.EVENTS));
    }

    private Optional<JsonNode> find(String path) {
        try {
            return Optional.of(ask(path, Function.identity()));
        } catch (EngineRefusedException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T ask(String path, Function<JsonNode, T> reading) {
        try (Exchange exchange = open(path, patience)) {
            return reading.apply(Documents.parse(exchange.bytes(MOST_BYTES)));
        } catch (IOException e) {
            throw failure(path, e);
        } catch (IllegalArgumentException e) {
            throw new EngineProtocolException(path, String.valueOf(e.getMessage()), e);
        }
    }

    private Exchange open(String path, Patience patienceForIt) {
        ApiVersion version = agreed;
        if (version == null) {
            version = negotiate();
            agreed = version;
        }
        return openPlain("/v" + version + path, patienceForIt);
    }

    private ApiVersion negotiate() {
        try (Exchange exchange = openPlain("/_ping", patience)) {
            String version = exchange.head()
                    .header("api-version")
                    .orElseThrow(() -> new IllegalArgumentException("it names no API version"));
            return ApiVersion.parse(version).agreed();
        } catch (IOException e) {
            throw failure("/_ping", e);
        } catch (IllegalArgumentException e) {
            throw new EngineProtocolException("/_ping", String.valueOf(e.getMessage()), e);
        }
    }

    private Exchange openPlain(String path, Patience patienceForIt) {
        try {
            Exchange exchange = Exchange.get(socket, path, patienceForIt);
            if (exchange.head().succeeded()) {
                return exchange;
            }
            try (exchange) {
                throw refusal(exchange);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /// An engine that was upgraded under us refuses the version agreed before; the next call agrees anew.
    private EngineRefusedException refusal(Exchange exchange) throws IOException {
        if (exchange.head().status() == 400) {
            agreed = null;
        }
        String reason = Documents.refusal(exchange.body().readNBytes(MOST_REFUSAL_BYTES));
        return new EngineRefusedException(exchange.request(), exchange.head().status(), reason.strip());
    }

    private EngineException failure(String path, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof BrokenAnswerException
                ? new EngineProtocolException(path, reason, e)
                : new EngineUnreachableException(socket, reason, e);
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> reading) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("a list was expected");
        }
        return node.valueStream().map(reading).toList();
    }

    /// A name as one part of a path: nothing in it may reach another path of the API.
    private static String checked(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..") || name.contains("//")) {
            throw new IllegalArgumentException("'" + name + "' is no name or id of an image or container");
        }
        return URLEncoder.encode(name, StandardCharsets.US_ASCII)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
