package io.plimsoll.feeds.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A plan as an administrator writes it. Unknown words are mistakes, never ignored, and all mistakes are told at once.
final class FetchPlanDocument {
    private static final int MAX_DEPTH = 10;
    private static final long MEGABYTE = 1L << 20;
    private static final long USUAL_MEGABYTES = 512;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private final List<String> mistakes = new ArrayList<>();

    private FetchPlanDocument() {}

    /// @param usual the sources where the document names none
    static FetchPlan parse(String yaml, List<Upstream> usual) {
        FetchPlanDocument document = new FetchPlanDocument();
        FetchPlan plan = document.plan(tree(yaml), usual);
        if (!document.mistakes.isEmpty()) {
            throw new InvalidFetchPlanException(document.mistakes);
        }
        return plan;
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new InvalidFetchPlanException(List.of("not YAML: " + e.getOriginalMessage()));
        }
    }

    private FetchPlan plan(JsonNode root, List<Upstream> usual) {
        allow(root, "the file", "network", "mirrors", "without", "sources");
        Network network = network(root.path("network"));
        List<Upstream> sources = root.has("sources") ? sources(root.path("sources")) : usual;
        List<String> mirrors = texts(root.path("mirrors"), "mirrors");
        Set<String> without = new TreeSet<>(texts(root.path("without"), "without"));
        List<Upstream> wanted = sources.stream()
                .filter(s -> !without.remove(s.id()))
                .map(s -> mirrored(s, mirrors))
                .toList();
        without.forEach(id -> mistakes.add("'without' names '" + id + "', which is not a source"));
        wanted.forEach(s -> s.urls().forEach(url -> checkScheme(s.id(), url, network)));
        if (wanted.isEmpty() && mistakes.isEmpty()) {
            mistakes.add("no source is left to fetch");
        }
        return new FetchPlan(network, wanted);
    }

    private Network network(JsonNode node) {
        allow(node, "network", "proxy", "no-proxy", "ca", "parallel", "minutes", "silence-seconds", "plain-http");
        Network usual = Network.USUAL;
        return new Network(
                node.has("proxy") ? Proxies.address(node.path("proxy").asString(""), mistakes::add) : null,
                texts(node.path("no-proxy"), "no-proxy"),
                node.has("ca") ? Path.of(node.path("ca").asString("")) : null,
                (int) number(node, "parallel", usual.parallel(), 16),
                Duration.ofMinutes(number(node, "minutes", usual.patience().toMinutes(), 24 * 60)),
                Duration.ofSeconds(
                        number(node, "silence-seconds", usual.silence().toSeconds(), 3600)),
                node.path("plain-http").asBoolean(false));
    }

    private List<Upstream> sources(JsonNode list) {
        List<Upstream> sources = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> targets = new HashSet<>();
        if (!list.isArray()) {
            mistakes.add("'sources' is not a list");
        }
        for (JsonNode node : list) {
            Upstream source = source(node);
            if (source == null) {
                continue;
            }
            if (!ids.add(source.id())) {
                mistakes.add("two sources have the id '" + source.id() + "'");
            }
            if (!targets.add(source.target())) {
                mistakes.add("two sources have the target '" + source.target() + "'");
            }
            sources.add(source);
        }
        return sources;
    }

    private @Nullable Upstream source(JsonNode node) {
        String id = node.path("id").asString("");
        String what = "source '" + id + "'";
        allow(node, what, "id", "target", "urls", "token", "token-header", "maximum-megabytes");
        List<URI> urls = texts(node.path("urls"), "urls of " + what).stream()
                .flatMap(text -> url(what, text))
                .toList();
        try {
            return new Upstream(
                    id,
                    node.path("target").asString(""),
                    urls,
                    token(node, urls),
                    number(node, "maximum-megabytes", USUAL_MEGABYTES, 64 * 1024) * MEGABYTE);
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// A token is for the host of the source's own first address, and for no mirror.
    private static Upstream.@Nullable Token token(JsonNode node, List<URI> urls) {
        String variable = node.path("token").asString("");
        return variable.isEmpty() || urls.isEmpty()
                ? null
                : new Upstream.Token(
                        variable,
                        node.path("token-header").asString("Authorization"),
                        urls.getFirst().getHost());
    }

    /// A mirror holds the files under the names they have in the folder.
    private Upstream mirrored(Upstream source, List<String> mirrors) {
        List<URI> urls = Stream.concat(
                        mirrors.stream()
                                .flatMap(m -> url(
                                        "mirrors",
                                        m
                                                + (m.endsWith("/") ? "" : "/")
                                                + source.target().replace(" ", "%20"))),
                        source.urls().stream())
                .toList();
        return new Upstream(source.id(), source.target(), urls, source.token(), source.maximumBytes());
    }

    private Stream<URI> url(String what, String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && url.getUserInfo() == null && url.getScheme() != null) {
                return Stream.of(url);
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        mistakes.add(what + ": '" + text
                + "' is not an address such as https://feeds.example/file.json, without a password");
        return Stream.empty();
    }

    private void checkScheme(String id, URI url, Network network) {
        boolean allowed = url.getScheme().equals("https") || (url.getScheme().equals("http") && network.plainHttp());
        if (!allowed) {
            mistakes.add(
                    "source '" + id + "': " + url + " is not https; 'plain-http: true' under 'network' allows http");
        }
    }

    private long number(JsonNode node, String field, long usual, long most) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > most) {
            mistakes.add("'" + field + "' is a number from 1 to " + most + ", not '" + value.asString() + "'");
            return usual;
        }
        return value.asLong();
    }

    private List<String> texts(JsonNode node, String what) {
        List<String> texts = new ArrayList<>();
        if (!node.isMissingNode() && !node.isArray()) {
            mistakes.add("'" + what + "' is not a list");
        }
        node.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    private void allow(JsonNode node, String where, String... words) {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            mistakes.add(where + " is not a table of words and values");
            return;
        }
        for (String name : node.propertyNames()) {
            if (!Arrays.asList(words).contains(name)) {
                mistakes.add(where + " has no word '" + name + "'; it knows " + String.join(", ", words));
            }
        }
    }
}
