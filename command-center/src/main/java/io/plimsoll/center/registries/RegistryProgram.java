package io.plimsoll.center.registries;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/// The program by which registries are asked: one process for one request. The request goes to its standard input,
/// since
/// a credential is in it; the answer comes on its standard output.
final class RegistryProgram {
    private static final int MADE = 0;
    private static final int TRY_LATER = 3;
    private static final int LONGEST_ERROR = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What the process needs of our surroundings: the ways out of this network.
    private static final List<String> PROXIES = List.of(
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy");

    private final Optional<Path> program;

    /// @param program empty if this Center was started without one
    RegistryProgram(Optional<Path> program) {
        this.program = program;
    }

    /// Reads an answer; what it throws is the failure of the whole.
    interface AnswerReader<T> {
        T read(InputStream answer) throws IOException;
    }

    /// Asks and waits.
    ///
    /// @param pulse how often it is looked whether the answer is still wanted
    /// @param isWanted ends the process when it says no
    /// @throws RegistryFailure saying why there is no answer
    <T> T ask(
            Map<String, ?> request, Duration longest, Duration pulse, BooleanSupplier isWanted, AnswerReader<T> reader)
            throws InterruptedException {
        Process process = start();
        try {
            CompletableFuture<T> answer =
                    CompletableFuture.supplyAsync(() -> read(process, reader), Thread::startVirtualThread);
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> lastLine(process.getErrorStream()), Thread::startVirtualThread);
            Thread.startVirtualThread(() -> send(process, request));
            await(process, longest, pulse, isWanted);
            return answered(process.exitValue(), answer, errors);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() {
        if (program.isEmpty() || !Files.isExecutable(program.get())) {
            throw new RegistryFailure(
                    "this Center was started without a program that asks registries; start it with --registry-program"
                            + " FILE, where FILE is libexec/plimsoll-registry",
                    true);
        }
        ProcessBuilder builder = new ProcessBuilder(program.get().toString());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PROXIES);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put(
                "PLIMSOLL_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.directory(Path.of("/").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new RegistryFailure("the program that asks registries cannot be started: " + e.getMessage(), true, e);
        }
    }

    private static void send(Process process, Map<String, ?> request) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(JsonMapper.shared().writeValueAsBytes(request));
        } catch (IOException e) {
            // It ended before it read all, and says why.
        }
    }

    private static <T> T read(Process process, AnswerReader<T> reader) {
        try (InputStream from = process.getInputStream()) {
            return reader.read(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, Duration longest, Duration pulse, BooleanSupplier isWanted)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!process.waitFor(pulse.toMillis(), TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > end) {
                throw new RegistryFailure("there was no answer within " + longest.toMinutes() + " minutes", true);
            }
            if (!isWanted.getAsBoolean()) {
                throw new RegistryFailure("the answer is not wanted any more", true);
            }
        }
    }

    private static <T> T answered(int exit, CompletableFuture<T> answer, CompletableFuture<String> errors)
            throws InterruptedException {
        try {
            if (exit != MADE) {
                String said = errors.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                throw new RegistryFailure(
                        said.isEmpty() ? "the program that asks registries ended with " + exit : said,
                        exit == TRY_LATER || exit > 128);
            }
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RegistryFailure failure) {
                throw failure;
            }
            throw new RegistryFailure("the answer cannot be read: " + e.getCause(), false, e);
        } catch (TimeoutException e) {
            throw new RegistryFailure("the program that asks registries ended, and its streams did not", true, e);
        }
    }

    private static String lastLine(InputStream errors) {
        try (errors) {
            String text = new String(errors.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (earlier, later) -> later)
                    .replaceAll("\\p{Cntrl}", "?");
        } catch (IOException e) {
            return "";
        }
    }
}
