package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How soon Debian's Chromium shows the console of a Center of the largest size, and whether its long lists scroll and
/// page
/// without a hitch.
final class PaintTimes implements Measurement {
    private static final int PORT = 19_463;
    private static final double HITCH_MILLIS = 50;

    @Override
    public void make(Options options) throws Exception {
        PackagedCenter.Server server = PackagedCenter.Server.valueOf(
                options.text("database").orElse("embedded").toUpperCase(Locale.ROOT));
        try (PackagedCenter center = FullSizeData.ready(FullSize.of(options), server, PORT)) {
            center.startCenter();
            FullSizeData.awaitQuiet(center);
            JsonNode seen = JsonMapper.shared()
                    .readTree(Command.of(Tree.ROOT.resolve("benchmarks/browse").toString(), center.url(), "admin")
                            .environment("PLIMSOLL_PASSWORD", PackagedCenter.PASSWORD)
                            .within(Duration.ofMinutes(5))
                            .run()
                            .outputOrFail());
            Report.title("paint: milliseconds since the page was asked for, Chromium at 1280 x 720");
            Report.line("first contentful paint, first visit, nothing cached: %.0f ms (bar: 1000)"
                    .formatted(seen.path("firstVisit").asDouble()));
            for (Map.Entry<String, JsonNode> screen : seen.path("screens").properties()) {
                Report.values(
                        screen.getKey() + ": first contentful paint (bar: 1000)",
                        values(screen.getValue(), "paint"),
                        "ms");
                Report.values(screen.getKey() + ": its rows", values(screen.getValue(), "ready"), "ms");
            }
            Report.title("scrolling and paging");
            for (Map.Entry<String, JsonNode> list : seen.path("lists").properties()) {
                hitches(list.getKey() + ": scrolling", list.getValue().path("scrolling"));
                Report.values(list.getKey() + ": from 'Next' to other rows", values(list.getValue(), "paging"), "ms");
                hitches(list.getKey() + ": paging", list.getValue().path("whilePaging"));
            }
        }
    }

    private static Sample values(JsonNode node, String name) {
        Sample sample = new Sample();
        node.path(name).forEach(value -> sample.add(value.asDouble()));
        return sample;
    }

    /// A long task is one of more than 50 ms, as browsers count.
    private static void hitches(String what, JsonNode seen) {
        Sample frames = values(seen, "frames");
        long late = seen.path("frames")
                .valueStream()
                .filter(frame -> frame.asDouble() > HITCH_MILLIS)
                .count();
        Report.line("%-40s long tasks %d   pictures %d, p95 %.1f ms, longest %.1f ms, over %.0f ms: %d"
                .formatted(
                        what,
                        seen.path("tasks").size(),
                        frames.size(),
                        frames.quantile(0.95),
                        frames.quantile(1),
                        HITCH_MILLIS,
                        late));
    }
}
