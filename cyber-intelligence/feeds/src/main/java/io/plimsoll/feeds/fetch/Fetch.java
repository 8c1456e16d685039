package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Brings the files of a plan into a folder, several sources at once.
public final class Fetch {
    /// In the folder of feeds: state, lock and what has come in part. No reader looks there.
    static final String OWN_FOLDER = ".fetch";

    /// Below it: new files that nobody has accepted yet.
    static final String INCOMING = "incoming";

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private Fetch() {}

    /// Fetches what is newer. A source that fails harms no other one and keeps its last good file.
    ///
    /// @param folder made if it is not there; one fetch at a time works in it
    /// @throws InvalidFetchPlanException if the environment's proxy or the authority's file cannot be used
    /// @throws IllegalStateException if another one is at work there
    public static FetchReport fetch(FetchPlan plan, Path folder, Acceptance acceptance, Surroundings surroundings)
            throws InterruptedException {
        try {
            Path own = Files.createDirectories(folder.resolve(OWN_FOLDER));
            try (FileChannel channel =
                            FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = lock(channel, folder)) {
                return fetchLocked(plan, folder, acceptance, surroundings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not work in the folder " + folder + ": " + e, e);
        }
    }

    private static FileLock lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By this very process; told below.
        }
        if (lock == null) {
            throw new IllegalStateException("another update is at work in " + folder + "; wait until it is done");
        }
        return lock;
    }

    private static FetchReport fetchLocked(
            FetchPlan plan, Path folder, Acceptance acceptance, Surroundings surroundings)
            throws IOException, InterruptedException {
        Map<String, SourceState> states = new TreeMap<>(FetchState.read(folder).sources());
        removeAll(folder.resolve(OWN_FOLDER).resolve(INCOMING));
        Proxies proxies = Proxies.of(plan.network(), surroundings.environment());
        try (HttpClient client = client(plan.network(), proxies)) {
            Exchange exchange = new Exchange(
                    client, proxies, surroundings.environment(), plan.network().silence());
            Acceptance oneByOne = new OneByOne(acceptance);
            List<SourceFetch> fetches = plan.sources().stream()
                    .map(s -> new SourceFetch(s, folder, exchange, oneByOne, plan.network(), surroundings))
                    .toList();
            return new FetchReport(run(fetches, folder, states, plan.network().parallel()));
        }
    }

    /// A fetch that was killed may have left something that would pass for a part of the next one.
    private static void removeAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<FetchOutcome> run(
            List<SourceFetch> fetches, Path folder, Map<String, SourceState> states, int parallel)
            throws IOException, InterruptedException {
        FetchState before = new FetchState(states);
        List<FetchOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
            List<Future<SourceFetch.Result>> results = fetches.stream()
                    .map(f -> threads.submit(() -> f.fetch(before.of(f.id()))))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                SourceFetch.Result result = result(results.get(i));
                states.put(fetches.get(i).id(), result.state());
                new FetchState(states).write(folder);
                outcomes.add(result.outcome());
            }
        }
        return outcomes;
    }

    private static SourceFetch.Result result(Future<SourceFetch.Result> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch failed: " + e.getCause(), e.getCause());
        }
    }

    private static HttpClient client(Network network, Proxies proxies) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
        if (network.authority() != null) {
            client.sslContext(Authorities.systemAnd(network.authority()));
        }
        return client.build();
    }

    /// Readers take memory, so one looks at a time, however many files come at once.
    private static final class OneByOne implements Acceptance {
        private final Acceptance acceptance;

        OneByOne(Acceptance acceptance) {
            this.acceptance = acceptance;
        }

        @Override
        public synchronized Word of(Path folder) {
            return acceptance.of(folder);
        }
    }
}
