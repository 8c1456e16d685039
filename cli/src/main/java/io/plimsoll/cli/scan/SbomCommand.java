package io.plimsoll.cli.scan;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Progress;
import io.plimsoll.cli.Terminal;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sbom", description = "Inventory an image, without matching or judging it.")
public final class SbomCommand implements Callable<Integer> {
    private static final String WORDS = "cyclonedx, spdx, spdx-3 or json";

    @Parameters(index = "0", paramLabel = "REF", description = ImageReference.FORMS)
    private String reference = "";

    @Option(names = "--format", defaultValue = "cyclonedx", description = WORDS + "; default: cyclonedx")
    private String format = "";

    @Option(names = "--output", paramLabel = "FILE", description = "write there instead of to the terminal")
    private @Nullable Path output;

    @Option(
            names = "--files",
            description =
                    "list every file, with the package that it belongs to; reads all layers again, and the"
                            + " document becomes many times as long; not for spdx, which asks for digests that are not computed")
    private boolean files;

    @Mixin
    private final RegistryOptions registry = new RegistryOptions();

    @Override
    public Integer call() {
        if (!List.of("cyclonedx", "spdx", "spdx-3", "json").contains(format)) {
            throw new CommandFailure("'" + format + "' is not a format of an inventory; use " + WORDS);
        }
        if (files && format.equals("spdx")) {
            throw new CommandFailure("SPDX 2.3 asks for a SHA-1 of every file, which is not computed; use --files with"
                    + " --format spdx-3, cyclonedx or json");
        }
        ImageScanner image = ImageScanner.of(reference, registry);
        image = files ? image.listingFiles() : image;
        Inventory inventory;
        try (Progress progress = Progress.ofTerminal()) {
            progress.step("Reading " + reference + " ...");
            inventory = image.inventory();
        }
        String text = Json.write(
                switch (format) {
                    case "json" -> JsonReport.inventory(reference, inventory);
                    case "spdx-3" -> Spdx3Report.inventory(reference, inventory, Instant.now());
                    case "spdx" -> SpdxReport.inventory(reference, inventory, Instant.now());
                    default -> CycloneDxReport.inventory(reference, inventory);
                });
        if (output == null) {
            Terminal.print(text);
        } else {
            AtomicFile.write(output, text, "rw-r--r--");
        }
        inventory.gaps().forEach(g -> System.err.println("plimsoll: incomplete: " + Terminal.clean(g.detail())));
        return inventory.isComplete() ? 0 : 2;
    }
}
