package io.plimsoll.enforcer.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The scanner as a process of its own, without privileges: the bytes of images are hostile. It gets the image on its
/// standard input and answers on its standard output; both are bounded, and so is its time.
public final class ScannerProcess implements ImageScanner {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long LARGEST_INVENTORY = 256L << 20;
    private static final int LONGEST_ERROR = 4096;

    private final Path program;

    /// @param program `libexec/plimsoll-scanner`
    public ScannerProcess(Path program) {
        this.program = program;
    }

    @Override
    public void scan(InputStream image, LayerResults layers, Path inventory) throws IOException {
        Process process = start(layers);
        try {
            var output = CompletableFuture.supplyAsync(
                    () -> copy(process.getInputStream(), layers, inventory), Thread::startVirtualThread);
            var errors =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Thread::startVirtualThread);
            var input = CompletableFuture.runAsync(() -> feed(image, layers, process), Thread::startVirtualThread);
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new ScanFailedException("the scanner took longer than " + LONGEST.toMinutes() + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new ScanFailedException(lastLine(errors.get(10, TimeUnit.SECONDS), process.exitValue()));
            }
            input.get(10, TimeUnit.SECONDS);
            output.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanFailedException("the Enforcer is ending", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new ScanFailedException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new ScanFailedException("the scanner ended, and its streams did not", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(LayerResults layers) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--kind", "docker-archive"));
        command.addAll(layers.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(layers.environment());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment()
                .put(
                        "PLIMSOLL_JAVA",
                        Path.of(System.getProperty("java.home"), "bin/java").toString());
        builder.directory(Path.of("/").toFile());
        return builder.start();
    }

    /// A scanner that ends before it has read everything says why on its standard error.
    private static void feed(InputStream image, LayerResults layers, Process process) {
        byte[] buffer = new byte[128 * 1024];
        try (OutputStream to = process.getOutputStream()) {
            if (!give(layers, to)) {
                return;
            }
            for (int read = image.read(buffer); read >= 0; read = image.read(buffer)) {
                try {
                    to.write(buffer, 0, read);
                } catch (IOException e) {
                    return;
                }
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new ScanFailedException("the engine did not hand over the whole image: " + e.getMessage(), e);
        }
    }

    private static boolean give(LayerResults layers, OutputStream to) {
        try {
            layers.writeTo(to);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long copy(InputStream from, LayerResults layers, Path to) {
        byte[] buffer = new byte[64 * 1024];
        long written = 0;
        try (from;
                OutputStream out = Files.newOutputStream(to)) {
            layers.takeFrom(from);
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                written += read;
                if (written > LARGEST_INVENTORY) {
                    throw new ScanFailedException("the inventory has more than " + LARGEST_INVENTORY + " bytes");
                }
                out.write(buffer, 0, read);
            }
            return written;
        } catch (IOException e) {
            throw new ScanFailedException("the inventory cannot be written: " + e.getMessage(), e);
        }
    }

    private static String text(InputStream errors) {
        try (errors) {
            String text = new String(errors.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return "";
        }
    }

    private static String lastLine(String errors, int exit) {
        List<String> lines =
                errors.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        return lines.isEmpty() ? "the scanner ended with " + exit + " and said nothing" : lines.getLast();
    }
}
