package io.plimsoll.scanner;

import io.plimsoll.scanner.layer.FileBytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Starts scanner processes, feeds them and takes their inventories. Knows nothing of what the bytes mean: a process of
/// its own, without privileges, network and secrets, parses them. May be used by several threads.
public final class ScannerProcess {
    private static final Duration LONGEST = Duration.ofMinutes(17);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST_DOCUMENT = 256 << 20;
    private static final int LONGEST_MESSAGE = 4096;

    private final Path program;
    private final Path java;
    private final @Nullable LayerCache cache;
    private final boolean listsFiles;

    /// @param home the folder laid out as the distribution, with `libexec/plimsoll-scanner` and `lib/scanner`
    /// @param java the java program to run it with
    public ScannerProcess(Path home, Path java) {
        this(home, java, Optional.empty());
    }

    /// @param cache of what earlier scans have found
    public ScannerProcess(Path home, Path java, Optional<LayerCache> cache) {
        this(home.resolve("libexec/plimsoll-scanner"), java, cache.orElse(null), false);
    }

    private ScannerProcess(Path program, Path java, @Nullable LayerCache cache, boolean listsFiles) {
        this.program = program;
        this.java = java;
        this.cache = cache;
        this.listsFiles = listsFiles;
    }

    /// One whose inventories name every file. What earlier scans have found does not, so all layers are read.
    public ScannerProcess listingFiles() {
        return new ScannerProcess(program, java, null, true);
    }

    /// Runs one scan to its end. An interrupt ends the process.
    public ScanOutcome scan(ScanSource source) throws InterruptedException {
        String missing = source.missing();
        if (!missing.isEmpty()) {
            return new ScanOutcome.CouldNot(missing);
        }
        KnownResults known = KnownResults.of(source, cache);
        Optional<FileBytes> inventory = known.inventory();
        if (inventory.isPresent()) {
            return new ScanOutcome.Made(inventory.get());
        }
        known.lookForLayers(source);
        Process process;
        try {
            process = start(source, known);
        } catch (IOException e) {
            return new ScanOutcome.CouldNot("the scanner cannot be started: " + e.getMessage());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                ScanOutcome outcome = follow(process, source, known, threads);
                if (outcome instanceof ScanOutcome.Made made) {
                    known.keep(source, made.document());
                }
                return outcome;
            } finally {
                // Breaks the pipes that the threads may still wait at.
                process.destroyForcibly();
                threads.shutdownNow();
            }
        }
    }

    private static ScanOutcome follow(Process process, ScanSource source, KnownResults known, ExecutorService threads)
            throws InterruptedException {
        Future<Optional<String>> fed = threads.submit(() -> ScannerFeed.feed(source, known, process.getOutputStream()));
        Future<FileBytes> document = threads.submit(() -> {
            known.take(process.getInputStream());
            return bounded(process.getInputStream(), LARGEST_DOCUMENT);
        });
        Future<FileBytes> errors = threads.submit(() -> bounded(process.getErrorStream(), LONGEST_MESSAGE));
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            return new ScanOutcome.CouldNot("the scanner did not end within " + LONGEST.toMinutes() + " minutes");
        }
        try {
            Optional<String> unreadable = unreadable(fed);
            if (unreadable.isPresent()) {
                return new ScanOutcome.CouldNot(unreadable.get());
            }
            if (process.exitValue() != Main.MADE) {
                return new ScanOutcome.CouldNot(reason(process.exitValue(), errors.get()));
            }
            return document.get().size() > LARGEST_DOCUMENT
                    ? new ScanOutcome.CouldNot("the inventory is larger than " + LARGEST_DOCUMENT + " bytes")
                    : new ScanOutcome.Made(document.get());
        } catch (ExecutionException e) {
            return new ScanOutcome.CouldNot("the scanner's answer cannot be read: " + e.getCause());
        }
    }

    /// A source that still waits for bytes when the process has ended has not failed: they are not wanted any more.
    private static Optional<String> unreadable(Future<Optional<String>> fed)
            throws InterruptedException, ExecutionException {
        try {
            return fed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /// What the process said last, made fit for a line. It has met hostile bytes, and its words may be theirs.
    private static String reason(int exitCode, FileBytes errors) {
        String said = new String(errors.toArray(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (earlier, later) -> later)
                .replaceAll("\\p{Cntrl}", "?");
        return said.isEmpty()
                ? "the scanner ended with exit code " + exitCode
                        + " and said nothing; it may have run out of memory or time"
                : said.replaceFirst("^plimsoll-scanner: ", "");
    }

    /// Reads to the end, and keeps one byte more than the limit at most.
    private static FileBytes bounded(InputStream in, int limit) throws IOException {
        FileBytes kept = new FileBytes();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            kept.append(buffer, 0, Math.min(read, limit + 1 - kept.size()));
        }
        return kept;
    }

    private Process start(ScanSource source, KnownResults known) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(source.arguments());
        known.addArguments(command);
        if (listsFiles) {
            command.add(ScanRequest.LIST_FILES);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("PLIMSOLL_JAVA", java.toString());
        known.addEnvironment(environment);
        // A file goes to the process as it is; nothing needs to be copied through a pipe.
        if (!known.comeFirst()) {
            source.inputFile().ifPresent(file -> builder.redirectInput(file.toFile()));
        }
        builder.directory(new File("/"));
        return builder.start();
    }
}
