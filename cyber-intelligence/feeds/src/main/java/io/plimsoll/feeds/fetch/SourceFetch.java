package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One source: its addresses in order, until one gives a file that its reader accepts.
final class SourceFetch {
    /// @param state to be remembered
    record Result(FetchOutcome outcome, SourceState state) {}

    private final Upstream source;
    private final Path target;
    private final Path incoming;
    private final Partial partial;
    private final Exchange exchange;
    private final Acceptance acceptance;
    private final Network network;
    private final Surroundings surroundings;

    SourceFetch(
            Upstream source,
            Path folder,
            Exchange exchange,
            Acceptance acceptance,
            Network network,
            Surroundings surroundings) {
        this.source = source;
        this.target = folder.resolve(source.target());
        Path own = folder.resolve(Fetch.OWN_FOLDER);
        this.incoming = own.resolve(Fetch.INCOMING).resolve(source.id());
        this.partial = new Partial(own.resolve("parts"), source.id());
        this.exchange = exchange;
        this.acceptance = acceptance;
        this.network = network;
        this.surroundings = surroundings;
    }

    String id() {
        return source.id();
    }

    Result fetch(SourceState before) throws InterruptedException, IOException {
        Download download = new Download(exchange, source, partial, network, surroundings);
        List<String> problems = new ArrayList<>();
        for (URI url : source.urls()) {
            try {
                return from(url, download, before);
            } catch (FetchFailure e) {
                problems.add(url.getHost() + ": " + e.getMessage());
            } catch (IOException e) {
                problems.add("it cannot be written: " + e);
                break;
            } catch (RuntimeException e) {
                problems.add(url.getHost() + ": a defect of Plimsoll: " + e);
            }
        }
        return failed(before, String.join("; ", problems));
    }

    private Result from(URI url, Download download, SourceState before)
            throws FetchFailure, IOException, InterruptedException {
        return switch (download.from(url, known(url, before))) {
            case Download.Arrival.NotModified() ->
                new Result(new FetchOutcome.Unchanged(id()), before.unchanged(now()));
            case Download.Arrival.Whole(Validators version) -> accept(url, version);
        };
    }

    /// What a server said of another address, or of a file that somebody else has put there, means nothing here.
    private Validators known(URI url, SourceState before) throws IOException {
        boolean isSame = url.toString().equals(before.url())
                && Files.isRegularFile(target)
                && Files.size(target) == before.bytes()
                && millis() == before.fileMillis();
        return isSame ? new Validators(before.etag(), before.lastModified()) : new Validators("", "");
    }

    private Result accept(URI url, Validators version) throws FetchFailure, IOException {
        Path arrived = incoming.resolve(source.target());
        try {
            Files.createDirectories(arrived.getParent());
            Files.move(partial.file(), arrived, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return switch (acceptance.of(incoming)) {
                case Acceptance.Word.Refused(String problem) ->
                    throw FetchFailure.lasting("what it sent cannot be used: " + problem);
                case Acceptance.Word.Accepted(List<String> readers) -> replace(arrived, url, version, readers);
            };
        } finally {
            partial.discard();
            remove(arrived);
        }
    }

    private Result replace(Path arrived, URI url, Validators version, List<String> readers) throws IOException {
        Files.createDirectories(target.getParent());
        Files.move(arrived, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        long bytes = Files.size(target);
        return new Result(
                new FetchOutcome.Fresh(id(), url.getHost(), bytes),
                new SourceState(
                        url.toString(),
                        version.etag(),
                        version.lastModified(),
                        bytes,
                        millis(),
                        now(),
                        now(),
                        "",
                        readers));
    }

    /// Leaves no folder behind, so that a reader never meets what was refused.
    private void remove(Path arrived) throws IOException {
        Files.deleteIfExists(arrived);
        Path folder = arrived.getParent();
        while (folder != null && folder.startsWith(incoming)) {
            Files.deleteIfExists(folder);
            folder = folder.getParent();
        }
    }

    private Result failed(SourceState before, String problem) throws IOException {
        SourceState state = before.failed(problem, now());
        if (!Files.isRegularFile(target)) {
            return new Result(new FetchOutcome.Missing(id(), problem), state);
        }
        return new Result(new FetchOutcome.Stale(id(), lastGood(before.goodAt()), problem), state);
    }

    private Instant lastGood(@Nullable Instant known) throws IOException {
        return known == null ? Instant.ofEpochMilli(millis()) : known;
    }

    private long millis() throws IOException {
        return Files.getLastModifiedTime(target).toMillis();
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
