package io.plimsoll.benchmarks;

import io.plimsoll.benchmarks.ListCalls.Call;
import io.plimsoll.benchmarks.ListCalls.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// How long the packaged Center takes for each list that its OpenAPI document knows, with each filter and each order,
/// over
/// HTTPS on loopback, one call after the other, on a database of the largest size; how long it takes to start on that,
/// and
/// what memory it and its database hold afterwards.
final class ListTimes implements Measurement {
    private static final double BAR = 100;
    private static final int WARM_UP = 3;
    private static final int PORT = 19_443;

    private record Measured(Call call, Sample times) {
        double p95() {
            return times.quantile(0.95);
        }
    }

    @Override
    public void make(Options options) throws Exception {
        int calls = options.number("calls", 30);
        PackagedCenter.Server server = PackagedCenter.Server.valueOf(
                options.text("database").orElse("embedded").toUpperCase(Locale.ROOT));
        String only = options.text("only").orElse("");
        try (PackagedCenter center = FullSizeData.ready(FullSize.of(options), server, PORT)) {
            Sample starts = new Sample();
            for (int start = 0; start < options.number("starts", 5); start++) {
                center.end("center");
                starts.add(center.startCenter());
            }
            center.logIn();
            FullSizeData.addServices(center);
            FullSizeData.addNetworks(center);
            ListCalls all = new ListCalls(center, samples(center));
            FullSizeData.awaitQuiet(center);
            Report.title("lists: milliseconds a call, " + calls + " of each kind; 95 of 100 below " + (int) BAR
                    + " (database: " + server.word() + ")");
            Report.line("%-38s %5s %8s %8s %8s %8s".formatted("list", "kinds", "p50", "p95", "max", "worst"));
            List<Measured> missed = new ArrayList<>();
            for (Route route : all.routes()) {
                if (route.name().contains(only)) {
                    measure(center, route, calls, missed);
                }
            }
            missed.sort(Comparator.comparingDouble(Measured::p95).reversed());
            Report.title(
                    missed.isEmpty() ? "every kind of call is within the bar" : "kinds beyond the bar: p50, p95, max");
            missed.forEach(one -> Report.line("%8.1f %8.1f %8.1f  %s"
                    .formatted(
                            one.times().median(),
                            one.p95(),
                            one.times().quantile(1),
                            one.call().path())));
            Report.title("start and memory");
            Report.values("Center: from its process to 'ready' (bar: 5000)", starts, "ms");
            memory(center);
        }
    }

    private static void measure(PackagedCenter center, Route route, int calls, List<Measured> missed) throws Exception {
        if (!route.notAsked().isEmpty()) {
            Report.line("%-38s not asked: %s".formatted(route.name(), String.join(", ", route.notAsked())));
        }
        if (route.calls().isEmpty()) {
            return;
        }
        Sample together = new Sample();
        double worst = 0;
        for (Call call : route.calls()) {
            Sample times = new Sample();
            for (int i = -WARM_UP; i < calls; i++) {
                long begin = System.nanoTime();
                center.send("GET", call.path(), "");
                if (i >= 0) {
                    times.add((System.nanoTime() - begin) / 1e6);
                }
            }
            Measured measured = new Measured(call, times);
            together.addAll(times);
            worst = Math.max(worst, measured.p95());
            if (measured.p95() > BAR) {
                missed.add(measured);
            }
        }
        Report.line("%-38s %5d %8.1f %8.1f %8.1f %8.1f  %s"
                .formatted(
                        route.name(),
                        route.calls().size(),
                        together.median(),
                        together.quantile(0.95),
                        together.quantile(1),
                        worst,
                        (worst <= BAR ? "PASS" : "MISSED") + (route.isList() ? "" : " (no list)")));
    }

    /// Values that occur, the frequent ones, and some that do not.
    private static Map<String, List<String>> samples(PackagedCenter center) throws Exception {
        Map<String, List<String>> samples = new LinkedHashMap<>();
        try (Connection owner = center.owner();
                Statement statement = owner.createStatement()) {
            String image =
                    one(statement, "select id from image where gone_at is null order by severity_order desc limit 1");
            String everywhere = one(
                    statement,
                    "select image_id from container where gone_at is null group by 1 order by count(*) desc limit 1");
            String host = one(statement, "select id::text from host order by name limit 1");
            String hostName = one(statement, "select name from host order by name limit 1");
            String network = one(statement, "select id::text from network where containers > 0 order by name limit 1");
            String container = one(statement, "select id from container where gone_at is null order by id limit 1");
            String exception = one(
                    statement,
                    "select exception_id::text from exception_use group by 1 order by count(*) desc limit 1");
            String vulnerability = one(statement, "select id from vulnerability order by images desc limit 1");
            String version = one(
                    statement,
                    "select version from package where name = 'openssl' and images > 0 order by images desc limit 1");
            FullSizeData.addExecutables(owner, image);
            samples.put("imageId", List.of(image));
            samples.put("listContainers.imageId", List.of(everywhere, image));
            samples.put("hostId", List.of(host));
            samples.put("containerId", List.of(container));
            samples.put("networkId", List.of(network));
            samples.put("registryId", List.of(one(statement, "select id::text from registry limit 1")));
            samples.put("registry", samples.get("registryId"));
            samples.put("name", List.of("policy-0"));
            samples.put("getService.name", List.of(FullSizeData.A_SERVICE));
            samples.put("getEffectiveRules.name", samples.get("getService.name"));
            samples.put("service", samples.get("getService.name"));
            samples.put("label", List.of("owner", "owner=team-3", "pci-scope=cde", "nobody"));
            samples.put("repository", List.of(one(statement, "select repository from image order by id limit 1")));
            samples.put(
                    "getPolicyVersion.version",
                    List.of(one(statement, "select version::text from policy where name = 'policy-0'")));
            samples.put("getPolicyChanges.version", samples.get("getPolicyVersion.version"));
            samples.put(
                    "query",
                    Stream.of(
                                    "op",
                                    "lib",
                                    "openssl",
                                    "card",
                                    "no-such-thing",
                                    "shop 1.2",
                                    vulnerability.substring(0, 8))
                            .map(ListCalls::encoded)
                            .toList());
            samples.put("package", List.of("openssl", "no-such-package"));
            samples.put("packageVersion", List.of(ListCalls.encoded(version) + "&package=openssl"));
            samples.put("packageType", List.of("deb&package=openssl"));
            samples.put("vulnerability", List.of(vulnerability, "CVE-1999-1"));
            samples.put("exception", List.of(exception));
            samples.put("listExceptions.image", List.of(everywhere));
            samples.put("listPackages.type", List.of("deb", "npm"));
            samples.put("listPackagesInUse.type", List.of("deb", "npm", "gem"));
            samples.put("listPackagesInUse.version", List.of(ListCalls.encoded(version), "1.2.3"));
            samples.put("licence", List.of("MIT", "none"));
            samples.put("id", List.of(host + "&kind=host"));
            samples.put(
                    "type",
                    List.of("container.start-refused", "engine", "exec.denied", "policy.changed", "registry.tested"));
            samples.put(
                    "actor",
                    List.of("user-0001", "uid 1000", "nobody").stream()
                            .map(ListCalls::encoded)
                            .toList());
            samples.put("host", List.of(hostName));
            samples.put("container", List.of(container));
            samples.put("image", List.of(everywhere));
            samples.put("policy", List.of("policy-1", "no-such-policy"));
            samples.put(
                    "from",
                    List.of(one(
                            statement, "select to_char(now() - interval '1 day', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")));
            samples.put(
                    "to",
                    List.of(one(
                            statement,
                            "select to_char(now() - interval '60 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")));
        }
        return samples;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /// The bar is about the Center's process; PostgreSQL's shared buffers belong to all of its processes and are
    /// counted
    /// once, as shares.
    private static void memory(PackagedCenter center) throws IOException {
        Report.line("Center: resident %.0f MiB, highest %.0f MiB, own share %.0f MiB (bar: 512)"
                .formatted(
                        mebibytes(center.pid("center"), "status", "VmRSS:"),
                        mebibytes(center.pid("center"), "status", "VmHWM:"),
                        mebibytes(center.pid("center"), "smaps_rollup", "Pss:")));
        double postgres = 0;
        for (ProcessHandle process : Stream.concat(
                        Stream.of(ProcessHandle.of(center.postmaster()).orElseThrow()),
                        ProcessHandle.of(center.postmaster()).orElseThrow().descendants())
                .toList()) {
            postgres += mebibytes(process.pid(), "smaps_rollup", "Pss:");
        }
        Report.line(
                "PostgreSQL, all its processes: shares of %.0f MiB together, its buffers included".formatted(postgres));
    }

    private static double mebibytes(long pid, String file, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        }
    }
}
