package io.plimsoll.scanner;

import io.plimsoll.scanner.bounds.Limits;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/// The scanner process: a stream on standard input, the inventory on standard output. It ends with 0 also when the
/// inventory has gaps, since it says so itself, and with 2 and one line on standard error when there is none.
public final class Main {
    static final int MADE = 0;
    static final int COULD_NOT = 2;

    /// Environment variable with the secret of [io.plimsoll.scanner.layer.PathKey], 16 hexadecimal digits.
    static final String PATH_SECRET = "PLIMSOLL_PATH_SECRET";

    /// How long after its time limit a scan that hangs, in a read for instance, is ended.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) {
        Limits limits = Limits.defaults();
        endWhenStuck(limits.time().plus(GRACE));
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Threads of a failed scan may still be reading.
        System.exit(run(List.of(arguments), in, out, System.err, limits));
    }

    /// Runs a scan and gives the exit code.
    static int run(List<String> arguments, InputStream in, OutputStream out, PrintStream errors, Limits limits) {
        try {
            ScanRequest request = ScanRequest.parse(arguments);
            ImageScan.Scanned scanned = new ImageScan(limits, pathSecret()).scan(request, in);
            if (request.givesLayers()) {
                LayerFrames.write(scanned.newLayers(), scanned.isRepeatable(), out);
            }
            if (request.tellsPlaces()) {
                LayerFrames.writeStored(scanned.stored(), out);
            }
            InventoryWriter.write(scanned.inventory(), out);
            return MADE;
        } catch (IOException | RuntimeException e) {
            errors.println(line(e));
        } catch (OutOfMemoryError e) {
            errors.println("plimsoll-scanner: the image needs more memory than the scanner may use");
        }
        return COULD_NOT;
    }

    /// That of the caller's folder of results, for results under another one mean nothing; else a fresh one.
    private static long pathSecret() {
        String given = System.getenv(PATH_SECRET);
        return given == null ? new SecureRandom().nextLong() : Long.parseUnsignedLong(given, 16);
    }

    /// Names and values of a hostile image may hold line ends or terminal sequences.
    private static String line(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return "plimsoll-scanner: " + message.replaceAll("\\p{Cntrl}", "?");
    }

    private static void endWhenStuck(Duration after) {
        Thread.ofPlatform().daemon().name("end-when-stuck").start(() -> {
            try {
                Thread.sleep(after);
                System.err.println("plimsoll-scanner: gave up after " + after);
                Runtime.getRuntime().halt(COULD_NOT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
