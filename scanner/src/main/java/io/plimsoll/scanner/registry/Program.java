package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.ScanOutcome;
import io.plimsoll.scanner.ScanSource;
import io.plimsoll.scanner.ScannerProcess;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The program `plimsoll-registry`, by which the Command Center looks into registries: one request on standard input
/// ([ProgramRequest]), one answer on standard output. So the Center itself holds no client for hostile servers, and the
/// credential is in no argument and no variable.
///
/// Layers are parsed by a scanner process, as everywhere; this one has the network, and looks into none of them.
public final class Program {
    static final int MADE = 0;

    /// The same request would fail again.
    static final int COULD_NOT = 2;

    /// The same request may succeed later.
    static final int TRY_LATER = 3;

    private final Registry.World world;
    private final PullLimits limits;
    private final ScannerProcess scanner;
    private final InstantSource clock;

    Program(Registry.World world, PullLimits limits, ScannerProcess scanner, InstantSource clock) {
        this.world = world;
        this.limits = limits;
        this.scanner = scanner;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("plimsoll.home", "."));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Program program = new Program(
                Registry.World.here(), PullLimits.defaults(), new ScannerProcess(home, java), InstantSource.system());
        int exit = program.run(
                new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), System.err);
        // Connections may have left threads behind.
        System.exit(exit);
    }

    /// Does what is asked for and gives the exit code.
    int run(InputStream in, OutputStream out, PrintStream errors) {
        try (ProgramRequest request = ProgramRequest.read(in)) {
            new Neighbourhood(request.host(), world.names(), uri -> false).checkRegistry();
            answer(request, out);
            return MADE;
        } catch (RegistryException e) {
            errors.println(line(e));
            return e.retryMayHelp() || isAway(e) ? TRY_LATER : COULD_NOT;
        } catch (IOException | RuntimeException e) {
            errors.println(line(e));
        } catch (InterruptedException e) {
            errors.println("interrupted");
        }
        return COULD_NOT;
    }

    private void answer(ProgramRequest request, OutputStream out) throws IOException, InterruptedException {
        switch (request.ask()) {
            case TEST -> {
                try (RegistryListing listing = listing(request)) {
                    ListingWriter.write(listing.one(), out);
                }
            }
            case LIST -> {
                try (RegistryListing listing = listing(request)) {
                    ListingWriter.write(listing.all(), out);
                }
            }
            case SCAN -> scan(request, out);
            case LOGIN -> logIn(request, out);
        }
    }

    private RegistryListing listing(ProgramRequest request) throws IOException {
        return new RegistryListing(request.listing(), request.access(), limits, world);
    }

    /// The digest that the tag has, the image's name and a line feed, then the inventory.
    private void scan(ProgramRequest request, OutputStream out) throws IOException, InterruptedException {
        RegistryReference tag = request.image();
        Digest digest = digest(request, tag);
        RegistryReference exact =
                new RegistryReference(tag.registry(), tag.repository(), tag.tag(), Optional.of(digest));
        try (RemoteImage image = new Registry(request.access(), limits, world).image(exact, Optional.empty())) {
            ScanOutcome outcome = scanner.scan(new ScanSource.OciStream(
                    (to, layers) -> image.writeTo(
                            to, layer -> layers.isWanted(layer.blob()), layer -> layers.delivered(layer.blob())),
                    Optional.empty()));
            if (outcome instanceof ScanOutcome.CouldNot could) {
                throw RegistryException.passing(could.reason());
            }
            String name =
                    new RegistryReference(tag.registry(), tag.repository(), tag.tag(), Optional.empty()).toString();
            out.write((digest + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream inventory = ((ScanOutcome.Made) outcome).document().open()) {
                inventory.transferTo(out);
            }
            out.flush();
        }
    }

    /// `{"user":"AWS","password":"...","expiresAt":"2026-01-01T00:00:00Z"}`
    private void logIn(ProgramRequest request, OutputStream out) throws IOException {
        EcrLogin.Password given =
                new EcrLogin(request.access(), limits, world, clock).password(request.ecr(), request.accessKey());
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("user", given.login().user());
            json.writeStringProperty("password", given.login().secret());
            json.writeStringProperty("expiresAt", given.expiresAt().toString());
            json.writeEndObject();
        }
    }

    private Digest digest(ProgramRequest request, RegistryReference tag) throws IOException {
        if (tag.digest().isPresent()) {
            return tag.digest().get();
        }
        try (RegistryListing listing = listing(request)) {
            return listing.digest(tag);
        }
    }

    /// Somebody who waits for an answer need not ask a registry again that is not there; a queue that has time does.
    private static boolean isAway(RegistryException e) {
        return e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException;
    }

    private static String line(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return String.join(" ", List.of(message.split("\\s+")));
    }
}
