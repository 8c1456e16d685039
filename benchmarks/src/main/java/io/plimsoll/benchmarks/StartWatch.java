package io.plimsoll.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Looks on while the product starts: when each program says `ready`, and when the Center answers with its first page.
/// Times are milliseconds since [#begin].
final class StartWatch {
    private static final List<String> PROGRAMS = List.of("database", "center", "enforcer");
    private static final String PAGE = "page";
    private static final int MILLIS_PER_TICK = 10;
    private static final int START_FIELD = 19;

    private final Path data;
    private final URI page;
    private final long begin = System.nanoTime();
    private final double uptime = uptime();
    private final Map<String, Double> seen = new ConcurrentHashMap<>();
    private final List<Thread> lookers;

    private StartWatch(Path data, int port) throws IOException {
        this.data = data;
        this.page = URI.create("https://127.0.0.1:" + port + "/");
        this.lookers = List.of(
                Thread.ofPlatform().daemon().unstarted(this::awaitReady),
                Thread.ofPlatform().daemon().unstarted(this::awaitPage));
    }

    /// @param data of a product that does not run
    static StartWatch begin(Path data, int port) throws IOException {
        for (String program : PROGRAMS) {
            Files.deleteIfExists(log(data, program));
        }
        StartWatch watch = new StartWatch(data, port);
        watch.lookers.forEach(Thread::start);
        return watch;
    }

    private static Path log(Path data, String program) {
        return data.resolve("log").resolve(program + ".log");
    }

    /// Waits until everything was seen.
    void join() throws InterruptedException {
        for (Thread looker : lookers) {
            looker.join();
        }
    }

    double now() {
        return (System.nanoTime() - begin) / 1e6;
    }

    double ready(String program) {
        return Optional.ofNullable(seen.get(program)).orElseThrow();
    }

    double firstPage() {
        return ready(PAGE);
    }

    /// When the process was started that runs now, as the kernel tells to ten milliseconds.
    double began(String program) throws IOException {
        String pid =
                Files.readString(data.resolve("run").resolve(program + ".pid")).split(" ")[0];
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        String ticks = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD];
        return Long.parseLong(ticks) * MILLIS_PER_TICK - uptime;
    }

    /// Milliseconds since the machine started.
    private static double uptime() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1000;
    }

    private void awaitReady() {
        while (!seen.keySet().containsAll(PROGRAMS)) {
            for (String program : PROGRAMS) {
                if (!seen.containsKey(program) && saysReady(program)) {
                    seen.put(program, now());
                }
            }
            pause();
        }
    }

    private boolean saysReady(String program) {
        try (Stream<String> lines = Files.lines(log(data, program))) {
            return lines.anyMatch("ready"::equals);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The authority is there before the Center answers for the first time.
    private void awaitPage() {
        Path authority = data.resolve("center/ca.crt");
        while (!Files.exists(authority)) {
            pause();
        }
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(PackagedCenter.trusting(authority))
                .build()) {
            while (!answers(client)) {
                pause();
            }
        }
        seen.put(PAGE, now());
    }

    private boolean answers(HttpClient client) {
        try {
            return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
